package participant

// Forget has the private side laid out anew, whatever its props are.
func (s *Screen) Forget() { s.drawn = drawn{} }
