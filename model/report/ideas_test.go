package report_test

import (
	"fmt"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/report"
)

func TestParseIdeas(t *testing.T) {
	for name, c := range map[string]struct {
		in, column, author, sector string
		want                       string // line:text/author/sector, by "; "
	}{
		"polis":             {in: "author-id,moderated,comment-body\n7,1,\"Mer, tack\"\n", want: "2:Mer, tack/7/"},
		"swedish excel":     {in: "\ufeffNamn;Idé;Sektor\r\nÅsa;Låna ut;akademi\r\nBo;;offentlig\r\n", want: "2:Låna ut/Åsa/academia"},
		"tabs":              {in: "sector\tidea\n5\tEtt torg\n", want: "2:Ett torg//entrepreneur"},
		"no head":           {in: "Ett\nTvå, med mera\n", want: "1:Ett//; 2:Två//"},
		"windows-1252":      {in: "id\xe9;x\nL\xe5n\n", want: "2:Lån//"},
		"utf-16":            {in: "\xff\xfeE\x00t\x00t\x00", want: "1:Ett//"},
		"named column":      {in: "text,svar\na,b\n", column: "Svar", want: "2:b//"},
		"named author":      {in: "vem,vad\nÅsa,b\n", column: "vad", author: "vem", want: "2:b/Åsa/"},
		"guarded formula":   {in: "text\n'=1+1\n", want: "2:=1+1//"},
		"apostrophe":        {in: "text\n'n Roll\n", want: "2:'n Roll//"},
		"several lines":     {in: "text,author\n\"a\nb\",x\nc,y\n", want: "2:a\nb/x/; 4:c/y/"},
		"escapes taken out": {in: "text\n\x1b[31mröd\x1b[0m\n", want: "2:röd//"},
	} {
		rows, err := report.ParseIdeas(strings.NewReader(c.in), c.column, c.author, c.sector)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, r := range rows {
			got = append(got, fmt.Sprintf("%d:%s/%s/%s", r.Line, r.Text, r.Author, r.Sector))
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: got %q, want %q", name, strings.Join(got, "; "), c.want)
		}
	}
}

func TestParseIdeasRefuses(t *testing.T) {
	for name, c := range map[string]struct{ in, column, want string }{
		"nothing":          {"", "", "empty"},
		"no such column":   {"a,b\n1,2\n", "idé", `no column "idé"; there are ["a" "b"]`},
		"a long idea":      {"text\nkort\n" + strings.Repeat("å", 501) + "\n", "", "line 3"},
		"a broken quote":   {"text\n\"a\" b\n", "", "line 2"},
		"too many":         {strings.Repeat("a\n", model.MaxItems+1), "", "more than 20000 ideas"},
		"a file too large": {strings.Repeat("a", report.MaxIdeasFile+1), "", "larger than 8 MB"},
	} {
		_, err := report.ParseIdeas(strings.NewReader(c.in), c.column, "", "")
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want an error with %q", name, err, c.want)
		}
	}
}

func FuzzParseIdeas(f *testing.F) {
	f.Add("text;author\na;b\n", "")
	f.Add("\xff\xfea\x00", "a")
	f.Add("\"a\nb\"\tc", "")
	f.Fuzz(func(t *testing.T, in, column string) {
		rows, err := report.ParseIdeas(strings.NewReader(in), column, "", "")
		if err != nil {
			return
		}
		for _, r := range rows {
			if r.Text == "" || r.Line < 1 || strings.ContainsRune(r.Text, '\x1b') {
				t.Errorf("%q gave %+v", in, r)
			}
		}
	})
}
