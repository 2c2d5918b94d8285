"""What a learner has answered so far."""
