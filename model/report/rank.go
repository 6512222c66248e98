package report

import "strconv"

// Place returns the name of a place in a result: "förstaplats", "1st place".
func Place(w Words, n int) string {
	switch {
	case n >= 1 && n <= 3:
		return w.T([...]string{"unit.place.first", "unit.place.second", "unit.place.third"}[n-1])
	case n%100 >= 11 && n%100 <= 13 || n%10 < 1 || n%10 > 3:
		return w.T("unit.place.nth", "N", strconv.Itoa(n))
	}
	return w.T([...]string{"unit.place.nst", "unit.place.nnd", "unit.place.nrd"}[n%10-1], "N", strconv.Itoa(n))
}
