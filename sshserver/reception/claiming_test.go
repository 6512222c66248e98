package reception

import (
	"net"
	"testing"

	"verkstad/sshserver"
)

// TestNoAddressAsksForAllPlaces holds that somebody who asks for others' places
// again and again keeps nobody elsewhere from asking for theirs.
func TestNoAddressAsksForAllPlaces(t *testing.T) {
	var c claiming
	here := sshserver.SourceOf(&net.TCPAddr{IP: net.ParseIP("127.0.0.66")})
	there := sshserver.SourceOf(&net.TCPAddr{IP: net.ParseIP("127.0.0.77")})
	var done []func()
	for range claimsOfSource {
		end, ok := c.begin(here)
		if !ok {
			t.Fatal("it is refused too soon")
		}
		done = append(done, end)
	}
	if _, ok := c.begin(here); ok {
		t.Error("one more is taken")
	}
	if _, ok := c.begin(there); !ok {
		t.Error("another address is kept out")
	}
	done[0]()
	done[0]()
	if _, ok := c.begin(here); !ok {
		t.Error("a place that is free again is not given")
	}
	if _, ok := c.begin(here); ok {
		t.Error("a place was given back twice")
	}
}
