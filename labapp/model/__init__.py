"""What every kind of activity shares, one file per noun: values, questions and operations.

Questions take a Reader; operations take the Change of an open `lab.change(...)`, so several make one gesture.
"""
