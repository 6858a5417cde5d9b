"""The words of the papers around a massage: the intake form before it, the slip for the doctor instead of it."""
