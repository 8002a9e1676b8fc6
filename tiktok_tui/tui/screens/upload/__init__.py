"""The upload step: progress, batches, refused rows, the result."""
