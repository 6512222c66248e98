package cli

import (
	"encoding/binary"
	"time"
)

// Years that a zone is told of when it is sent to a server.
const (
	zoneFrom  = 1970
	zoneUntil = 2070
)

// zoneType is what clocks show between two changes: a local time type of RFC 9636.
type zoneType struct {
	name   string
	offset int // seconds east of UTC
	summer bool
}

func zoneTypeAt(at time.Time) zoneType {
	name, offset := at.Zone()
	return zoneType{name, offset, at.IsDST()}
}

// writeZone writes a zone's clocks from zoneFrom to zoneUntil as a file of time
// zone information of RFC 9636, version 2. A server may have other files of zones
// than whoever asks it, or none, and time.Local does not tell its name.
func writeZone(zone *time.Location) []byte {
	var types []zoneType
	var times []byte
	var which []byte // for each of times, its place in types
	var names []byte
	at, end := time.Date(zoneFrom, 1, 1, 0, 0, 0, 0, zone), time.Date(zoneUntil, 1, 1, 0, 0, 0, 0, zone)
	for at.Before(end) {
		shown, place := zoneTypeAt(at), 0
		for place < len(types) && types[place] != shown {
			place++
		}
		if place == len(types) {
			types = append(types, shown)
		}
		if len(which) == 0 || which[len(which)-1] != byte(place) {
			times = binary.BigEndian.AppendUint64(times, uint64(at.Unix()))
			which = append(which, byte(place))
		}
		_, next := at.ZoneBounds()
		if next.IsZero() {
			break
		}
		// Go ends a zone's year after 365 days, in leap years too, and gives the
		// last day of those no later end than its own beginning.
		if !next.After(at) {
			next = at.Add(24 * time.Hour)
		}
		at = next
	}
	var all []byte
	for _, t := range types {
		all = binary.BigEndian.AppendUint32(all, uint32(int32(t.offset)))
		summer := byte(0)
		if t.summer {
			summer = 1
		}
		all = append(all, summer, byte(len(names)))
		names = append(append(names, t.name...), 0)
	}
	out := zoneHeader(0, 0, 0) // the block of version 1, empty
	out = append(out, zoneHeader(len(which), len(types), len(names))...)
	for _, part := range [][]byte{times, which, all, names, []byte("\n\n")} {
		out = append(out, part...)
	}
	return out
}

// zoneHeader begins a block with so many changes, types and bytes of names.
func zoneHeader(changes, types, names int) []byte {
	out := append([]byte("TZif2"), make([]byte, 15)...)
	for _, n := range []int{0, 0, 0, changes, types, names} {
		out = binary.BigEndian.AppendUint32(out, uint32(n))
	}
	return out
}

// readZone reads what writeZone wrote; false for anything else.
func readZone(raw []byte) (*time.Location, bool) {
	if len(raw) == 0 {
		return nil, false
	}
	zone, err := time.LoadLocationFromTZData("Local", raw)
	return zone, err == nil
}
