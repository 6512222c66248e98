package lines

import (
	"strings"
	"testing"
)

func TestAPlannedStart(t *testing.T) {
	r := newRoom(t, "colab")
	eva := r.caller("Eva", facilitator)
	eva.does("describe --start 2026-12-01T13:00")
	has(t, eva.does("status"), "begins\tTuesday 1 December 2026 13:00")
	if s := eva.does("status --json"); !strings.Contains(s, `"start": "2026-12-01T13:00:00Z"`) {
		t.Errorf("status --json does not say when it begins:\n%s", s)
	}
	eva.does("next")
	if s := eva.does("status --json"); strings.Contains(s, `"start"`) {
		t.Errorf("once it has begun, status still says when it is to:\n%s", s)
	}
}
