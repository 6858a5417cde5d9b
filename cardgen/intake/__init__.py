"""The intake form: which questions are asked, the words of the paper, and the file with a person's answers."""
