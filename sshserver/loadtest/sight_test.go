package loadtest

import (
	"context"
	"io"
	"testing"
)

// roomOf is people who look at bytes alone, without a server.
func roomOf(n int) *Crowd {
	c := NewCrowd(Config{})
	for range n {
		c.people = append(c.people, &person{ideas: &c.ideas, keys: io.Discard})
	}
	return c
}

// show sends a terminal something.
func (c *Crowd) show(who int, text string) { _, _ = c.people[who].Write([]byte(text)) }

// awaitNow gives up at once.
func awaitNow(c *Crowd, s *Sight) Seen {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return c.Await(ctx, s)
}

func post(t *testing.T, c *Crowd, who, n int) *Sight {
	t.Helper()
	s, err := c.Post(who, n)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestAnIdeaIsFoundInPieces cuts what a terminal is sent at every place.
func TestAnIdeaIsFoundInPieces(t *testing.T) {
	whole := "\x1b[12;34H" + Marker(7) + " och mer"
	for cut := range len(whole) {
		c := roomOf(2)
		s := post(t, c, 0, 7)
		c.show(1, whole[:cut])
		c.show(1, whole[cut:])
		if seen := awaitNow(c, s); len(seen.Times) != 1 || seen.Missing != 0 {
			t.Errorf("cut at %d: %+v", cut, seen)
		}
	}
}

// TestAnIdeaThatNewerOnesPushedOutHasPassed has three ideas, of which the third
// was written after somebody had seen the first. A terminal that shows the third alone
// is past the first, which was on the board before; of the second nobody knows.
func TestAnIdeaThatNewerOnesPushedOutHasPassed(t *testing.T) {
	c := roomOf(3)
	first := post(t, c, 0, 0)
	c.show(1, Marker(0))
	second, third := post(t, c, 0, 1), post(t, c, 0, 2)
	c.show(2, Marker(2))
	if seen := awaitNow(c, first); len(seen.Times) != 2 || seen.Passed != 1 || seen.Missing != 0 {
		t.Errorf("the first: %+v", seen)
	}
	if seen := awaitNow(c, second); len(seen.Times) != 0 || seen.Missing != 2 {
		t.Errorf("the second: %+v", seen)
	}
	if seen := awaitNow(c, third); len(seen.Times) != 1 || seen.Passed != 0 || seen.Missing != 1 {
		t.Errorf("the third: %+v", seen)
	}
}

// TestATextThatStoodThereBeforeIsNotNews holds for texts that are no ideas,
// too: only what comes after they are waited for counts.
func TestATextThatStoodThereBeforeIsNotNews(t *testing.T) {
	c := roomOf(1)
	c.show(0, "Samla")
	s := c.Expect("Samla", func(int) bool { return true })
	c.show(0, " in")
	if seen := awaitNow(c, s); seen.Missing != 1 {
		t.Errorf("%+v", seen)
	}
}
