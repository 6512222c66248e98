package ticketprint

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"rsc.io/qr"

	"verkstad/model"
	"verkstad/model/workshop"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
)

func sheet() Sheet {
	return Sheet{
		Board:  &model.Board{Title: "Återbruk <b>& cirkulär</b>", Code: "KRABBA"},
		Papers: []stage.Paper{{No: 1, Written: "7Q2MX-B4KPN"}, {No: 2, Written: "00000-ZZZZZ"}},
		JoinFor: func(code string) workshop.Join {
			return workshop.Join{Lines: []string{"ssh -p 2222 " + code + "@192.168.1.20"}, URL: "ssh://" + code + "@192.168.1.20:2222"}
		},
	}
}

func TestEachTicketHasAStripWithItsOwnLine(t *testing.T) {
	s := sheet()
	for _, lang := range i18n.Languages {
		plain := s.Text(i18n.For(lang))
		raw, err := s.HTML(i18n.For(lang))
		if err != nil {
			t.Fatal(err)
		}
		page := string(raw)
		for _, strip := range s.Strips() {
			if want := "ssh -p 2222 KRABBA+" + strip.Written + "@192.168.1.20"; strings.Count(plain, want) != 1 || !strings.Contains(page, strings.ReplaceAll(want, "+", "&#43;")) {
				t.Errorf("%s: no %q, or more than one", lang, want)
			}
		}
		if strings.Contains(page, "<b>") || strings.Contains(page, "<script") || strings.Contains(page, "http://") {
			t.Errorf("%s: the page has what it should not", lang)
		}
		if strings.Count(page, "<svg") != 2 || strings.Count(page, "<li>") != 2 {
			t.Errorf("%s: not one strip with a code for each ticket", lang)
		}
		body := page[strings.Index(page, "<ol>"):strings.Index(page, "</body>")]
		if err := xml.Unmarshal([]byte(body), new(struct{})); err != nil {
			t.Errorf("%s: %v", lang, err)
		}
	}
}

func TestWithoutAnAddressThereIsTheUserNameAlone(t *testing.T) {
	s := sheet()
	s.JoinFor = nil
	if strip := s.Strips()[0]; strip.Line != "KRABBA+7Q2MX-B4KPN" || strip.URL != "" {
		t.Errorf("%+v", strip)
	}
	if raw, err := s.HTML(i18n.For("sv")); err != nil || strings.Contains(string(raw), "<svg") {
		t.Errorf("a code without an address (%v)", err)
	}
}

// TestTheDrawingIsTheCode reads the path back and holds it against the code.
func TestTheDrawingIsTheCode(t *testing.T) {
	const url = "ssh://KRABBA+7Q2MX-B4KPN@192.168.1.20:2222"
	d, err := draw(url)
	if err != nil {
		t.Fatal(err)
	}
	code, err := qr.Encode(url, qr.M)
	if err != nil {
		t.Fatal(err)
	}
	ink := 0
	for y := range code.Size {
		for x := range code.Size {
			if code.Black(x, y) {
				ink++
			}
		}
	}
	drawn := 0
	for run := range strings.SplitSeq(strings.TrimPrefix(d.Path, "M"), "M") {
		var x, y, w, back int
		if n, err := fmt.Sscanf(run, "%d %dh%dv1h-%dz", &x, &y, &w, &back); n != 4 || err != nil || w != back {
			t.Fatalf("run %q: %v", run, err)
		}
		for i := range w {
			if !code.Black(x-quiet+i, y-quiet) {
				t.Fatalf("ink at %d, %d", x-quiet+i, y-quiet)
			}
		}
		drawn += w
	}
	if drawn != ink || d.Size != code.Size+2*quiet {
		t.Errorf("%d modules of %d drawn, size %d of %d", drawn, ink, d.Size, code.Size)
	}
}
