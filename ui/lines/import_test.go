package lines

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/ui/command"
)

// ideas are the texts on the board.
func (r *room) ideas() []string {
	var out []string
	for _, i := range r.room.Board().AllIdeas().All() {
		if !i.Removed {
			out = append(out, i.Text)
		}
	}
	return out
}

func TestImportInLines(t *testing.T) {
	r := newRoom(t, "colab")
	eva := r.caller("Eva", facilitator)
	const list = "Tidstämpel;Vilken idé har du?;Namn;Svar\n2026-11-01 10:00;Bänkar;Åsa;x\n2026-11-01 10:01;Träd;Bo;y\n2026-11-01 10:02;;Cia;z\n"
	type answer struct {
		out, errs string
		code      int
	}
	for _, c := range []struct {
		name, line, input string
		want              answer
		on                int // ideas on the board afterwards
	}{
		{"a dry run", "import ideas --dry-run", list, answer{
			"The input is read as UTF-8, columns parted by semicolons, headings in line 1.\nColumns:\n" +
				"1\tTidstämpel\tleft out: times\t2026-11-01 10:00 | 2026-11-01 10:01 | 2026-11-01 10:02\n2\tVilken idé har du?\tidea\tBänkar | Träd\n" +
				"3\tNamn\tauthor\tÅsa | Bo | Cia\n4\tSvar\tleft out\tx | y | z\nFirst ideas:\n2\tBänkar\tÅsa\n3\tTräd\tBo\n" +
				"2 ideas would be put on the board of Återbruk.\n",
			"No text, left out: line 4.\nColumns left out: Svar.\n", OK}, 0},
		{"for real, in Swedish", "import ideas --lang sv", list, answer{"2 idéer lades upp på tavlan för Återbruk.\n", "Togs inte med, utan text: rad 4.\nKolumner som inte används: Svar.\n", OK}, 2},
		{"the same again", "import ideas", list, answer{"Nothing new: all 2 are already on the board of Återbruk.\n", "No text, left out: line 4.\nColumns left out: Svar.\n--again brings them in all the same.\n", OK}, 2},
		{"one more", "import ideas", list + ";En scen;Åsa;\n", answer{"1 idea put on the board of Återbruk. Already on the board: 2 of 3.\n", "No text, left out: line 4.\nColumns left out: Svar.\n--again brings them in all the same.\n", OK}, 3},
		{"twice in the list, and on the board in other letters", "import ideas --dry-run", "text\nbänkar\nEn damm\n en  Damm\n", answer{
			"The input is read as UTF-8, an idea a line, headings in line 1.\nColumns:\n1\ttext\tidea\tbänkar | En damm | en Damm\nFirst ideas:\n2\tbänkar\t-\n3\tEn damm\t-\n4\ten Damm\t-\n" +
				"1 idea would be put on the board of Återbruk. Already on the board: 1 of 3. 1 duplicate in the list.\n", "--again brings them in all the same.\n", OK}, 3},
		{"two questions", "import ideas", "Tid;Vad är bra?;Vad saknas?\n2026-11-01;Parken;Bastu\n", answer{"",
			"It is not sure which column has the ideas: Vad är bra?, Vad saknas?. Say it with --column \"Vad är bra?\", or several with | between.\n" +
				"Nothing was put on the board. --dry-run shows how it is read.\n", Refused}, 3},
		{"two questions, said", "import ideas --column 'Vad är bra?|Vad saknas?'", "Tid;Vad är bra?;Vad saknas?\n2026-11-01;Parken;Bastu\n", answer{"2 ideas put on the board of Återbruk.\n", "", OK}, 5},
		{"a long one", "import ideas", "text\nkort\n" + strings.Repeat("å", 612) + "\n", answer{"1 idea put on the board of Återbruk.\n",
			"Line 3 is too long, 612 characters where 500 may be, and was left out: “" + strings.Repeat("å", 59) + "…”.\nShorten them in the file, or use --shorten.\n", OK}, 6},
		{"no heading, said", "import ideas --no-heading --column 1 --author 2", "Grill;Åsa Ek\nBoule;Bo Berg\n", answer{"2 ideas put on the board of Återbruk.\n", "", OK}, 8},
		{"nothing in it", "import ideas", "text;namn\n;Åsa\n", answer{"", "The input has no ideas.\nNo text, left out: line 2.\n", Refused}, 8},
		{"no such column", "import ideas --column Färg", "text\nx\n", answer{"", "There is no column Färg. There are: text.\n", Refused}, 8},
		{"more than there is room for", "import ideas --separator none --no-heading", numbered(model.MaxItems), answer{"",
			fmt.Sprintf("The board has room for %d more, and the list has %d. Nothing was put on it. Divide the list, or leave something out.\n", model.MaxItems-8-2, model.MaxItems), Refused}, 8},
	} {
		args, err := command.Split(c.line)
		if err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		code := Run(t.Context(), eva.s, args, strings.NewReader(c.input), &out, &errs)
		if got := (answer{out.String(), errs.String(), code}); got != c.want {
			t.Errorf("%s: got\n%+v\nwant\n%+v", c.name, got, c.want)
		}
		if got := r.ideas(); len(got) != c.on {
			t.Errorf("%s: %d ideas on the board, want %d: %q", c.name, len(got), c.on, got)
		}
	}
	eva.does("undo")
	if n := len(r.ideas()); n != 6 {
		t.Errorf("after one undo there are %d ideas, want the 6 before the last list", n)
	}
	r.caller("Åsa").fails(Refused, "only the facilitator", "import ideas")
}

// numbered is a list of n ideas, each another.
func numbered(n int) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintln(&out, "idea", i)
	}
	return out.String()
}

// tooLarge is input that has more than may be read.
type tooLarge struct{ io.Reader }

func (l tooLarge) Read(p []byte) (int, error) {
	n, err := l.Reader.Read(p)
	if err == io.EOF {
		err = &command.InputTooLarge{Limit: 1 << 20}
	}
	return n, err
}

// TestInputThatIsNotWholeIsRefused holds that no command takes the beginning of
// something for all of it.
func TestInputThatIsNotWholeIsRefused(t *testing.T) {
	r := newRoom(t, "colab")
	eva := r.caller("Eva", facilitator)
	eva.does("goto gather")
	for _, line := range [][]string{{"import", "ideas"}, {"idea", "-"}, nil} {
		input := "text\nBänkar\n"
		if line == nil {
			input = "board\n"
		}
		var out, errs bytes.Buffer
		code := Run(t.Context(), eva.s, line, tooLarge{strings.NewReader(input)}, &out, &errs)
		if code != Refused || !strings.Contains(errs.String(), "larger than 1 MB") || len(r.ideas()) != 0 {
			t.Errorf("%q: exit code %d, %q, %q on the board", line, code, errs.String(), r.ideas())
		}
	}
}
