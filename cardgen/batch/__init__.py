"""The batch: a roster in, every card out, nothing lost. ``run.run_batch`` tells the story."""
