package sheet_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"verkstad/model"
	"verkstad/model/sheet"
	"verkstad/model/text"
)

// encodings are the ways in which a file of a test is written.
var encodings = map[string]func(string) []byte{
	"utf-8":        func(s string) []byte { return []byte(s) },
	"utf-8 bom":    func(s string) []byte { return []byte("\ufeff" + s) },
	"utf-8 nfd":    func(s string) []byte { return norm.NFD.Bytes([]byte(s)) },
	"utf-16le":     func(s string) []byte { return wide(s, 0, 1) },
	"utf-16be":     func(s string) []byte { return wide(s, 1, 0) },
	"utf-16le bom": func(s string) []byte { return wide("\ufeff"+s, 0, 1) },
	"utf-16be bom": func(s string) []byte { return wide("\ufeff"+s, 1, 0) },
	"windows-1252": func(s string) []byte { return narrow(charmap.Windows1252, s) },
	"macroman":     func(s string) []byte { return narrow(charmap.Macintosh, s) },
	"cp850":        func(s string) []byte { return narrow(charmap.CodePage850, s) },
}

func wide(s string, low, high int) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		pair := [2]byte{}
		pair[low], pair[high] = byte(u), byte(u>>8)
		out = append(out, pair[:]...)
	}
	return out
}

func narrow(c *charmap.Charmap, s string) []byte {
	out, err := c.NewEncoder().Bytes([]byte(s))
	if err != nil {
		panic(err)
	}
	return out
}

// TestEveryEncodingSeparatorAndLineEnd writes the same lists in every way there
// is, and reads the same ideas from each.
func TestEveryEncodingSeparatorAndLineEnd(t *testing.T) {
	tables := map[string]struct {
		rows [][]string
		want []string
	}{
		"names": {
			[][]string{{"Idé", "Namn"}, {"Återbruk för alla åldrar", "Åsa"}, {"Ett öppet kafé", "Björn"}, {"Låna på lördagar", ""}},
			[]string{"Återbruk för alla åldrar | by Åsa", "Ett öppet kafé | by Björn", "Låna på lördagar"},
		},
		"a form": {
			[][]string{{"Tidstämpel", "Vad önskar du dig av torget?", "Ditt namn", "E-postadress"},
				{"2026-11-01 10:00:00", "Bänkar i söderläge", "Åke", "ake@example.se"}, {"2026-11-01 10:02:00", "Fler träd", "Märta Öst", "m@example.se"}},
			[]string{"Bänkar i söderläge | by Åke", "Fler träd | by Märta Öst"},
		},
		"no headings": {
			[][]string{{"Möt våren i parken"}, {"Så frön på skolgården"}, {"Öppna ateljén"}},
			[]string{"Möt våren i parken", "Så frön på skolgården", "Öppna ateljén"},
		},
		"topics": {
			[][]string{{"Gick bra", "Kan bli bättre"}, {"Fikat på förmiddagen", "Ljudet är för högt"}, {"", "Vi börjar för sent"}},
			[]string{"Fikat på förmiddagen | category Gick bra", "Ljudet är för högt | category Kan bli bättre", "Vi börjar för sent | category Kan bli bättre"},
		},
	}
	for name, table := range tables {
		for encoding, encode := range encodings {
			for _, sep := range []string{",", ";", "\t", "|"} {
				for _, end := range []string{"\n", "\r\n", "\r"} {
					var lines []string
					for _, row := range table.rows {
						lines = append(lines, strings.Join(row, sep))
					}
					raw := encode(strings.Join(lines, end) + end)
					reads(t, fmt.Sprintf("%s in %s with %q and %q", name, encoding, sep, end), raw, sheet.Options{}, table.want...)
				}
			}
		}
	}
}

// files are lists in the shape of what tools write, each with what is right.
var files = map[string]struct {
	raw  string
	want []string
}{
	"MS Forms in English": {"\ufeffID,Start time,Completion time,Email,Name,Last modified time,What would make the square better?\r\n" +
		"1,11/1/26 10:00:00,11/1/26 10:01:00,anonymous,,,\"Benches, and shade\"\r\n2,11/1/26 10:02:00,11/1/26 10:03:00,anonymous,,,A stage\r\n",
		[]string{"Benches, and shade", "A stage"}},
	"MS Forms in German": {"ID;Startzeit;Fertigstellungszeit;E-Mail;Name;Deine Idee\n1;01.11.26 10:00;01.11.26 10:01;a@b.de;Jörg;Mehr Bäume\n",
		[]string{"Mehr Bäume | by Jörg"}},
	"Google Forms, mail collected": {"\"Timestamp\",\"Email Address\",\"What is your idea?\",\"What is your name?\"\n\"2026/11/01 10:00:00 AM GMT+1\",\"a@b.se\",\"A swap shop\",\"Ann Lee\"\n",
		[]string{"A swap shop | by Ann Lee"}},
	"Typeform": {"#,Vad saknas i byn?,Network ID,Start Date (UTC),Submit Date (UTC)\n6f9b1c2d8e,En bastu,aa11bb22cc,2026-11-01 10:00:00,2026-11-01 10:01:00\n7a0c2d3e9f,En mataffär,bb22cc33dd,2026-11-01 10:05:00,2026-11-01 10:06:00\n",
		[]string{"En bastu", "En mataffär"}},
	"SurveyMonkey, two rows of headings": {"Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1,What should we try?\n" +
		",,,,,,,,,Open-Ended Response\n11420001,4101,11/01/2026 10:00:00 AM,11/01/2026 10:02:00 AM,10.0.0.1,,Ann,Lee,,\"Start small, then grow\"\n",
		[]string{"Start small, then grow | by Ann Lee"}},
	"Polis comments": {"timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1593461131,Mon Jun 29 2020 10:00:00 GMT,0,0,50,1,1,\"More cycling, and walking\"\n1593461482,Mon Jun 29 2020 10:05:00 GMT,1,4,40,5,0,Telework will stay\n",
		[]string{"More cycling, and walking", "Telework will stay"}},
	"Parabol with tasks and comments": {"Reflection Group,Votes,Type,Author,Prompt,Content,Discussion Thread\nKaffe,3,Reflection,Åsa,Start,Köp bättre kaffe,\nKaffe,3,Task,Bo,,Bo köper kaffe,\nKaffe,3,Comment,Eva,,Bra!,\nMöten,1,Reflection,Bo,Stop,Möten efter fyra,\n",
		[]string{"Köp bättre kaffe | by Åsa | category Start | cluster Kaffe", "Möten efter fyra | by Bo | category Stop | cluster Möten"}},
	"EasyRetro in Swedish": {"Börja;Sluta;Fortsätt\nStå upp;Mejla alla;Fika\n;;Skratta\n",
		[]string{"Stå upp | category Börja", "Mejla alla | category Sluta", "Fika | category Fortsätt", "Skratta | category Fortsätt"}},
	"Trello": {"Card ID,Card Name,Card URL,Card Description,Labels,Members,Due Date,List ID,List Name,Board ID,Board Name,Archived\n" +
		"5f1a2b3c4d5e,Laga cyklar,https://trello.com/c/1,\"Varje lördag, gratis\",,,,l1,Idéer,b1,Byn,false\n5f1a2b3c4d5f,Byt kläder,https://trello.com/c/2,,,,,l2,Sedan,b1,Byn,false\n",
		[]string{"Laga cyklar\nVarje lördag, gratis | category Idéer", "Byt kläder | category Sedan"}},
	"Padlet": {"Subject,Body,Author,Created At,Section\nTorget,Fler bänkar,Anonymous,2026-11-01 10:00:00 UTC,Ute\n,Ett skak,Åsa,2026-11-01 10:02:00 UTC,Inne\n",
		[]string{"Torget\nFler bänkar | category Ute", "Ett skak | by Åsa | category Inne"}},
	"Mural": {"Id,Text,BG Color,Border Line,Position X,Position Y,Area,Last Updated By,Last Updated\n0-1,Lend a van,#FFEE00,false,100,200,Transport,Ann Lee,11/1/2026 10:00\n0-2,Fix bikes,#FFEE00,false,140,210,Transport,Bo Ek,11/1/2026 10:01\n",
		[]string{"Lend a van | by Ann Lee | cluster Transport", "Fix bikes | by Bo Ek | cluster Transport"}},
	"Slido": {"Question,Author,Upvotes,Created at,Status\nHow do we start?,Anonymous,12,2026-11-01 10:00,answered\nWho pays?,Ann,3,2026-11-01 10:01,live\n",
		[]string{"How do we start?", "Who pays? | by Ann"}},
	"Retrium": {"Column,Note,Author,Votes\nStart,Daily walks,Ann,3\nStop,Late mails,Bo,1\n",
		[]string{"Daily walks | by Ann | category Start", "Late mails | by Bo | category Stop"}},
	"Azure DevOps, commas unquoted": {"Type,Description,Votes,CreatedDate,CreatedBy\nWent well,Coffee, tea and cake,3,2026-11-01,Bo\nImprove,Too many meetings,2,2026-11-01,Eva\n",
		[]string{"Coffee, tea and cake | by Bo | category Went well", "Too many meetings | by Eva | category Improve"}},
	"an idea and a name, commas unquoted": {"idé,namn\nKaffe, te och bullar,Åsa\nBänkar,Bo\n",
		[]string{"Kaffe, te och bullar | by Åsa", "Bänkar | by Bo"}},
	"numbers for names":                     {"idé,namn\nKaffe,#3\nBänkar,7\nTräd,Bo\n", []string{"Kaffe", "Bänkar", "Träd | by Bo"}},
	"sep= in quotes":                        {"\"sep=,\"\nidea,name\nA bench,Ann\n", []string{"A bench | by Ann"}},
	"sep=tab":                               {"sep=\t\nidea\tname\nA bench\tAnn\n", []string{"A bench | by Ann"}},
	"titles and empty rows":                 {"Workshop i Lund 2026-11-01,,\n\nSammanställt av Eva,,\n,,\nNr,Förslag,Vem\n1,Bänkar,Åsa\n2,Träd,Bo\n", []string{"Bänkar | by Åsa", "Träd | by Bo"}},
	"a title above one column":              {"Idéer från mötet\n\nidé\nBänkar\nTräd\n", []string{"Bänkar", "Träd"}},
	"empty columns to the left":             {";;text\n;;Bänkar\n;;Träd\n", []string{"Bänkar", "Träd"}},
	"a list with hyphens":                   {"- Bänkar, tio stycken\n- Träd\n- En scen\n", []string{"Bänkar, tio stycken", "Träd", "En scen"}},
	"a numbered list":                       {"1. Bänkar\n2. Träd\n3) En scen\n", []string{"Bänkar", "Träd", "En scen"}},
	"one idea with a hyphen":                {"- Bänkar\nTräd\nEn scen\n", []string{"- Bänkar", "Träd", "En scen"}},
	"lines within cells":                    {"text;namn\n\"Bänkar\noch bord\";Åsa\nTräd;Bo\n", []string{"Bänkar\noch bord | by Åsa", "Träd | by Bo"}},
	"a quotation mark never closed":         {"text;namn\n\"Bänkar;Åsa\nTräd;Bo\n", []string{`"Bänkar | by Åsa`, "Träd | by Bo"}},
	"inches":                                {"text;namn\n5\" bänkar;Åsa\n12\" rör;Bo\n", []string{`5" bänkar | by Åsa`, `12" rör | by Bo`}},
	"quotes in quotes":                      {"text,name\n\"Say \"\"hello\"\", please\",Ann\n", []string{`Say "hello", please | by Ann`}},
	"a Markdown table":                      {"| Idé | Namn |\n|-----|------|\n| Bänkar | Åsa |\n| Träd | Bo |\n", []string{"Bänkar | by Åsa", "Träd | by Bo"}},
	"a guarded formula":                     {"text\n'=1+1\n'n Roll\n", []string{"=1+1", "'n Roll"}},
	"escapes":                               {"text\n\x1b[31mröd\x1b[0m\n", []string{"röd"}},
	"numbers and dates without headings":    {"1;Bänkar i solen;2026-11-01\n2;Träd längs gatan;2026-11-02\n", []string{"Bänkar i solen", "Träd längs gatan"}},
	"an unknown heading over texts":         {"Nr;Medskick till nämnden\n1;Bygg inte bort parken\n2;Fler bussar på kvällen\n", []string{"Bygg inte bort parken", "Fler bussar på kvällen"}},
	"yes or no beside the ideas":            {"Får publiceras;Din idé\nJa;Bänkar\nNej;Träd\nJa;En scen\n", []string{"Bänkar", "Träd", "En scen"}},
	"Norwegian names":                       {"Navn;Forslag til torget?\nØystein;Flere benker\n", []string{"Flere benker | by Øystein"}},
	"a column called Name that holds texts": {"ID,Name,Created\n1,Build more benches along the river,2026-01-01\n2,plant trees and let the grass grow,2026-01-02\n", []string{"Build more benches along the river", "plant trees and let the grass grow"}},
	"an idea a line, commas in most":        {"Bröd, smör och ost\nEn cykelverkstad\nKonserter ute, inne, överallt\n", []string{"Bröd, smör och ost", "En cykelverkstad", "Konserter ute, inne, överallt"}},
	"one column with a heading":             {"Förslag\r\nBröd, smör och ost\r\nEn cykelverkstad\r\n", []string{"Bröd, smör och ost", "En cykelverkstad"}},
	"one broken byte":                       {"förslag;vem\nKöra \xff buss;Åsa\nGå i skogen på söndagar;Bo\n", []string{"Köra ? buss | by Åsa | broken", "Gå i skogen på söndagar | by Bo"}},
	"two broken bytes of many":              {"idé\nÅka båt på ån\nt\xe5g\nFärja till ön\nÖppet på k\xe4llen\n", []string{"Åka båt på ån", "t?g | broken", "Färja till ön", "Öppet på k?llen | broken"}},
	"empty cells first and last":            {"vem\tidé\tsektor\n\tEn damm\t\nBo\tEn bro\tnäringsliv\n", []string{"En damm", "En bro | by Bo | sector business"}},
	"empty rows and columns above":          {",,,\n,,,\n,forslag,,\n,En damm,,\n,En bro,,\n,,,\n", []string{"En damm", "En bro"}},
	"sep=, over quoted cells":               {"sep=,\r\n\"idé\",\"namn\"\r\n\"En damm, och ankor\",\"Åsa\"\r\n", []string{"En damm, och ankor | by Åsa"}},
	"bare quotation marks, semicolons":      {"idé;namn\n\"Öppet\" torg;Åsa\nDet \"stora\" huset;Bo\n", []string{"\"Öppet\" torg | by Åsa", "Det \"stora\" huset | by Bo"}},
	"statements and notes to self":          {"statement,internal notes\n\"Parks, everywhere\",ask Ann\nMore buses,source: team\n", []string{"Parks, everywhere", "More buses"}},
	"hidden and parked":                     {"text;dold;parkerad\nBänkar;ja;\nTräd;;x\n", []string{"Bänkar | hidden", "Träd | parked"}},
}

func TestFilesOfEveryTool(t *testing.T) {
	for name, f := range files {
		reads(t, name, []byte(f.raw), sheet.Options{}, f.want...)
	}
}

// TestWhatIsUnsureAsks holds that a file that could mean several things says
// so, with the flag that decides.
func TestWhatIsUnsureAsks(t *testing.T) {
	for name, c := range map[string]struct {
		raw   string
		doubt sheet.DoubtKind
		says  sheet.Options // decides
		want  []string
	}{
		"two questions of a form": {"Tidstämpel;Vad är bra?;Vad saknas?\n2026-11-01;Parken;En bastu\n", sheet.DoubtColumn,
			sheet.Options{Column: "Vad är bra?|Vad saknas?"}, []string{"Parken | category Vad är bra?", "En bastu | category Vad saknas?"}},
		"one of two questions, by number": {"Tidstämpel;Vad är bra?;Vad saknas?\n2026-11-01;Parken;En bastu\n", sheet.DoubtColumn,
			sheet.Options{Column: "3"}, []string{"En bastu"}},
		"two columns and no headings": {"Lagarkafé;Åsa Ek\nCykelkök;Bo Berg\n", sheet.DoubtHeading,
			sheet.Options{Heading: sheet.HeadingNo, Column: "1", Author: "2"}, []string{"Lagarkafé | by Åsa Ek", "Cykelkök | by Bo Berg"}},
		"a comma in each of two lines": {"Kaffe, te\nBänkar, bord\n", sheet.DoubtSeparator,
			sheet.Options{Separator: "none"}, []string{"Kaffe, te", "Bänkar, bord"}},
		"a lone letter of who knows which page": {"text\nrad \xff\n", sheet.DoubtEncoding,
			sheet.Options{Encoding: "windows-1252"}, []string{"rad ÿ"}},
		"UTF-8 and Windows-1252 in one": {"text\nÅterbruk\nf\xf6r \xe4ldre\n", sheet.DoubtEncoding,
			sheet.Options{Encoding: "utf-8"}, []string{"Återbruk", "f?r ?ldre | broken"}},
		"a column of votes": {"Alternativ;Antal\nJa;3\nNej;4\nJa;5\n", sheet.DoubtColumn,
			sheet.Options{Column: "Alternativ"}, []string{"Ja", "Nej", "Ja"}},
	} {
		table, err := sheet.Read([]byte(c.raw), sheet.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !slices.ContainsFunc(table.Doubts, func(d sheet.Doubt) bool { return d.Kind == c.doubt && len(d.Choices) > 1 }) {
			t.Errorf("%s: doubts %+v, want one of the %s; %q", name, table.Doubts, c.doubt, said(table))
		}
		reads(t, name, []byte(c.raw), c.says, c.want...)
	}
}

func TestWhatCannotBeReadIsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		raw  string
		o    sheet.Options
		code string
	}{
		"nothing":             {"", sheet.Options{}, sheet.ProblemEmpty},
		"blank lines":         {" \n;;\n\n", sheet.Options{Separator: ";"}, sheet.ProblemEmpty},
		"only a mark":         {"\xef\xbb\xbf", sheet.Options{}, sheet.ProblemEmpty},
		"zeros alone":         {strings.Repeat("\x00", 4096), sheet.Options{}, sheet.ProblemBinary},
		"half an archive":     {"PK\x03\x04\x14\x00\x06\x00", sheet.Options{}, sheet.ProblemDamaged},
		"a broken workbook":   {archive("xl/workbook.xml", "<workbook"), sheet.Options{}, sheet.ProblemDamaged},
		"an empty workbook":   {archive("xl/workbook.xml", "<workbook/>"), sheet.Options{}, sheet.ProblemEmpty},
		"a binary workbook":   {archive("xl/workbook.bin", "x"), sheet.Options{}, sheet.ProblemWorkbook},
		"a wide workbook":     {workbook("<row>" + strings.Repeat("<c><v>1</v></c>", 1001) + "</row>"), sheet.Options{}, sheet.ProblemColumns},
		"a packed one":        {workbook(strings.Repeat(" ", 4*sheet.MaxFile)), sheet.Options{}, sheet.ProblemUnpacked},
		"an ods":              {archive("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), sheet.Options{}, sheet.ProblemWorkbook},
		"an odt":              {archive("mimetype", "application/vnd.oasis.opendocument.text"), sheet.Options{}, sheet.ProblemDocument},
		"a docx":              {archive("word/document.xml", "<w/>"), sheet.Options{}, sheet.ProblemDocument},
		"a Numbers file":      {archive("Index/Document.iwa", "x"), sheet.Options{}, sheet.ProblemWorkbook},
		"an archive":          {archive("Svar/Enkät.csv", "text\nx\n"), sheet.Options{}, sheet.ProblemZip},
		"an old workbook":     {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", sheet.Options{}, sheet.ProblemOld},
		"a table of a page":   {"<html><table><tr><td>Idé</td></tr></table></html>", sheet.Options{}, sheet.ProblemPage},
		"a page in UTF-16":    {string(encodings["utf-16le bom"]("<!DOCTYPE html>\n<html></html>")), sheet.Options{}, sheet.ProblemPage},
		"XML of Excel":        {`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>`, sheet.Options{}, sheet.ProblemWorkbook},
		"rich text":           {`{\rtf1\ansi text}`, sheet.Options{}, sheet.ProblemDocument},
		"a PDF":               {"%PDF-1.7\n", sheet.Options{}, sheet.ProblemPDF},
		"a board":             {`{"format":"verkstad/1"}`, sheet.Options{}, sheet.ProblemJSON},
		"a picture":           {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00", sheet.Options{}, sheet.ProblemBinary},
		"too large":           {strings.Repeat("a", sheet.MaxFile+1), sheet.Options{}, sheet.ProblemLarge},
		"too many lines":      {strings.Repeat("a\n", sheet.MaxRows+1), sheet.Options{}, sheet.ProblemRows},
		"no such column":      {"a;b\n1;2\n", sheet.Options{Column: "idé"}, sheet.ProblemColumn},
		"no such author":      {"text;b\nx;2\n", sheet.Options{Author: "vem"}, sheet.ProblemColumn},
		"no such encoding":    {"text\nx\n", sheet.Options{Encoding: "klingon"}, sheet.ProblemEncoding},
		"no such separator":   {"text\nx\n", sheet.Options{Separator: "§"}, sheet.ProblemSeparator},
		"a number of columns": {"text;b\nx;2\n", sheet.Options{Column: "7"}, sheet.ProblemColumn},
	} {
		_, err := sheet.Read([]byte(c.raw), c.o)
		var p *sheet.Problem
		if !errors.As(err, &p) || p.Code != c.code {
			t.Errorf("%s: got %v, want a problem of %s", name, err, c.code)
		}
	}
}

// workbook is a workbook with one sheet that has this XML.
func workbook(sheet string) string {
	return archive("xl/workbook.xml", `<workbook><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Target="sheet1.xml"/></Relationships>`,
		"xl/sheet1.xml", "<worksheet>"+sheet+"</worksheet>")
}

// archive is a zip archive of files, each a name and what is in it.
func archive(files ...string) string {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i+1 < len(files); i += 2 {
		if w, err := z.Create(files[i]); err == nil {
			_, _ = w.Write([]byte(files[i+1]))
		}
	}
	_ = z.Close()
	return out.String()
}

// TestAWorkbookIsReadAsATable reads what LibreOffice has saved of a form.
func TestAWorkbookIsReadAsATable(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("xlsx", "testdata", "form.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	table := reads(t, "form.xlsx", raw, sheet.Options{}, "Bänkar, i solen | by Åsa", "Träd\nlängs gatan | by Bo", "Lagarkafé | by Cia")
	if table != nil && (table.Sheet != "a" || table.Encoding != "" || table.Head != 1 || table.Rows[2].Line != 4) {
		t.Errorf("read as %+v", table)
	}
}

// TestAStrayZeroIsOneBadCharacter holds that a zero byte in a text does not make
// it another encoding, and that it is said where it stands.
func TestAStrayZeroIsOneBadCharacter(t *testing.T) {
	reads(t, "a zero", []byte("text\nBänkar\x00 i solen\nTräd\n"), sheet.Options{}, "Bänkar? i solen | broken", "Träd")
	reads(t, "a zero in a short text", []byte("Kaffe\x00\nTe och bullar\n"), sheet.Options{}, "Kaffe? | broken", "Te och bullar")
	reads(t, "a zero in Windows-1252", []byte("text\nB\xe4nkar\x00\nTr\xe4d och g\xe5ng\n"), sheet.Options{}, "Bänkar? | broken", "Träd och gång")
	reads(t, "Cyrillic in UTF-16", encodings["utf-16le"]("текст\nскамейки и деревья\nмост через реку\n"), sheet.Options{Heading: sheet.HeadingYes}, "скамейки и деревья", "мост через реку")
}

func TestWhatIsLeftOutIsSaid(t *testing.T) {
	long := strings.Repeat("å", 501)
	table, err := sheet.Read([]byte("Rubrik;;\ntext;namn;\nBänkar;Åsa;\n;Bo;\n"+long+";Eva;\n"), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []sheet.LeftOut{{1, sheet.AboveHead, "Rubrik", 0, 0}, {4, sheet.NoText, "Bo", 0, 0}, {5, sheet.TooLong, strings.Repeat("å", 59) + "…", 501, 500}}
	if !slices.Equal(table.LeftOut, want) || len(table.Rows) != 1 || table.Head != 2 {
		t.Errorf("left out %+v, want %+v; headings in line %d", table.LeftOut, want, table.Head)
	}
	table, err = sheet.Read([]byte("text\n"+long+"\n"), sheet.Options{Shorten: true})
	if err != nil || len(table.Rows) != 1 || !table.Rows[0].Short || table.Rows[0].Text != strings.Repeat("å", 499)+"…" {
		t.Errorf("shortened: %v, %+v", err, table.Rows)
	}
}

// TestCellsBeyondTheHeadingsAreSaid holds that a row with more cells than there
// are headings loses nothing without a word.
func TestCellsBeyondTheHeadingsAreSaid(t *testing.T) {
	table := reads(t, "cards", []byte("Start;Stop\nFika;Möten;Mejl\nPromenad;\nLunch;;\n"), sheet.Options{},
		"Fika | category Start", "Möten | category Stop", "Promenad | category Start", "Lunch | category Start")
	if want := []sheet.LeftOut{{2, sheet.Surplus, "Mejl", 0, 0}}; !slices.Equal(table.LeftOut, want) {
		t.Errorf("left out %+v, want %+v", table.LeftOut, want)
	}
}

// TestQuotedCellsAsTheStandardReads compares with encoding/csv whatever it
// writes, with every separator.
func TestQuotedCellsAsTheStandardReads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sep := rapid.SampledFrom([]rune{',', ';', '\t', '|'}).Draw(t, "sep")
		cell := rapid.StringOfN(rapid.RuneFrom([]rune("abå \",;\t|\n")), 1, 12, -1)
		texts := rapid.SliceOfN(cell, 1, 6).Draw(t, "texts")
		var out strings.Builder
		w := csv.NewWriter(&out)
		w.Comma = sep
		_ = w.Write([]string{"text", "author"})
		var want []string
		for _, s := range texts {
			_ = w.Write([]string{s, "Bo"})
			if clean, err := text.Idea(s); err == nil {
				want = append(want, clean+" | by Bo")
			}
		}
		w.Flush()
		table, err := sheet.Read([]byte(out.String()), sheet.Options{Separator: sheet.SeparatorName(sep)})
		if err != nil {
			t.Fatal(err)
		}
		if got := said(table); !slices.Equal(got, want) {
			t.Fatalf("%q gives %q, want %q", out.String(), got, want)
		}
	})
}

// FuzzRead holds that no bytes break the reading, that what comes out is clean,
// and that nothing is lost without a word: every line that is not blank gives
// an idea, or is left out by name, or is part of the headings.
func FuzzRead(f *testing.F) {
	for _, c := range files {
		f.Add([]byte(c.raw), "", "")
	}
	for _, encode := range encodings {
		f.Add(encode("idé;namn\nÅterbruk;Åsa\n"), "", ";")
	}
	f.Add([]byte("\xff\xfe\x00"), "utf-16le", "none")
	f.Fuzz(func(t *testing.T, raw []byte, encoding, separator string) {
		table, err := sheet.Read(raw, sheet.Options{Encoding: encoding, Separator: separator})
		if err != nil {
			var p *sheet.Problem
			if !errors.As(err, &p) {
				t.Fatalf("%v is no problem that can be said", err)
			}
			return
		}
		for _, r := range table.Rows {
			if clean, err := text.Idea(r.Text); err != nil || clean != r.Text || r.Line < 1 {
				t.Errorf("%q gave %+v", raw, r)
			}
		}
		for _, d := range table.Doubts {
			if len(d.Choices) == 0 {
				t.Errorf("%q: a doubt of %s without choices", raw, d.Kind)
			}
		}
		if len(table.Columns) == 0 {
			t.Errorf("%q has no columns", raw)
		}
		table.Plan(model.Empty(), sheet.PlanOptions{})
	})
}
