"""What a person sees: screens and dialogs, each drawn from values that services hand over."""
