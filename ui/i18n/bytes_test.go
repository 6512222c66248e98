package i18n_test

import (
	"testing"

	"verkstad/ui/i18n"
)

func TestSizesAreWrittenInTheLargestUnit(t *testing.T) {
	for _, test := range []struct {
		n      int64
		sv, en string
	}{
		{0, "0 byte", "0 bytes"},
		{1023, "1023 byte", "1023 bytes"},
		{64 << 10, "64 kB", "64 kB"},
		{1<<20 + 1<<19, "1,5 MB", "1.5 MB"},
		{8 << 20, "8 MB", "8 MB"},
		{3 << 30, "3 GB", "3 GB"},
	} {
		if got := i18n.For("sv").Bytes(test.n); got != test.sv {
			t.Errorf("%d: %q, want %q", test.n, got, test.sv)
		}
		if got := i18n.For("en").Bytes(test.n); got != test.en {
			t.Errorf("%d: %q, want %q", test.n, got, test.en)
		}
	}
}
