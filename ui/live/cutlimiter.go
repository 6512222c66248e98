package live

import "time"

// pace limits how often something is done. Each time costs an interval, and is allowed as
// long as no more than some time in advance has been spent. The zero pace allows the first
// at once.
type pace struct{ paidUntil time.Time }

// wait returns how long it is until the next time is allowed; 0 or less means now.
func (p *pace) wait(now time.Time, ahead time.Duration) time.Duration {
	return p.paidUntil.Add(-ahead).Sub(now)
}

// pay records that it was done, and its cost.
func (p *pace) pay(now time.Time, interval time.Duration) {
	if p.paidUntil.Before(now) {
		p.paidUntil = now
	}
	p.paidUntil = p.paidUntil.Add(interval)
}
