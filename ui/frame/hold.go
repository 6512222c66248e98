package frame

// Hold gives the value that c holds under a key, made by make where there is
// none; make also tells about how many bytes the value takes. However many ask
// at the same time, it is made once, and the others wait. The value must not be
// changed afterwards. It may be forgotten at any time, and is then made again;
// a nil cache holds nothing.
//
// The key must be comparable and decide the value. It is of a type of its own
// for each kind of value, so that no two kinds meet under one key; one that is
// made from a workshop's content names the workshop.
func Hold[V any](c *Cache, key any, make func() (value V, bytes int64)) V {
	if c == nil {
		v, _ := make()
		return v
	}
	if v, ok := c.held.have(key); ok {
		return v.(V)
	}
	return c.held.get(key, func() (any, int64) {
		v, bytes := make()
		return v, bytes + entryCost
	}).(V)
}
