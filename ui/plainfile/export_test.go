package plainfile

import "time"

// WaitForWriter sets how long a pipe that is opened from now on waits, and gives
// what it was.
func WaitForWriter(d time.Duration) (was time.Duration) {
	was, writerComes = writerComes, d
	return was
}
