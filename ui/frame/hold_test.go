package frame

import (
	"sync"
	"sync/atomic"
	"testing"
)

type heldKey int

// Whatever screens are laid out from is made once for all who ask, also at the
// same time; what a cache has no room for is made for each.
func TestWhatIsHeldIsMadeOnce(t *testing.T) {
	cache := NewCache(400 << 10)
	var made atomic.Int64
	hold := func(c *Cache, k heldKey, bytes int64) *int {
		return Hold(c, k, func() (*int, int64) { made.Add(1); return new(int), bytes })
	}
	var wg sync.WaitGroup
	got := make([]*int, 20)
	for i := range got {
		wg.Go(func() { got[i] = hold(cache, 1, 1<<10) })
	}
	wg.Wait()
	for _, v := range got {
		if v != got[0] {
			t.Fatal("two values of one key")
		}
	}
	if made.Load() != 1 {
		t.Errorf("made %d times", made.Load())
	}
	if first := hold(cache, 2, 200<<10); first == hold(cache, 2, 200<<10) {
		t.Error("what is larger than the cache is kept")
	}
	if first := hold(nil, 1, 1); first == hold(nil, 1, 1) {
		t.Error("no cache keeps something")
	}
	for k := range heldKey(200) {
		hold(cache, 100+k, 1<<10)
	}
	if s := cache.held.stats(); s.Bytes > 100<<10 {
		t.Errorf("%d bytes are held of %d", s.Bytes, 100<<10)
	}
}
