"""Talk: welcome, presentation, discussion, break; a question, the time, and what was said."""
