"""What each `my.*` does, a module a subject: handlers, with the models of what they take and give."""
