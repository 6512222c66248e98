package live

import "time"

// pace bounds how often something is done. Each time costs an interval, and is
// allowed as long as not more than some time ahead is paid for. The zero pace
// allows at once.
type pace struct{ paid time.Time }

// wait returns how long it is until the next time is allowed; 0 or less is now.
func (p *pace) wait(now time.Time, ahead time.Duration) time.Duration {
	return p.paid.Add(-ahead).Sub(now)
}

// pay notes that it was done, and what it costs.
func (p *pace) pay(now time.Time, interval time.Duration) {
	if p.paid.Before(now) {
		p.paid = now
	}
	p.paid = p.paid.Add(interval)
}
