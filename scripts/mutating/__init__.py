"""Small changes of the code, and whether the tests notice them: what `make mutate` is made of."""
