-- On MySQL the locking read of the highest number holds LMS's batch script off; nothing to do.
DO 0
