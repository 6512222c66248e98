package store_test

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/store"
)

// sector is what a disk writes whole or not at all, in bytes.
const sector = 512

// diskOp is one thing that a process did to a file, or said.
type diskOp struct {
	write []byte // at offset
	size  int64  // of a truncation
	at    int64
	kind  byte   // 'w'rite, 't'runcate, 's'ync or 'a'cknowledge
	text  string // what was acknowledged
}

var (
	database   = `\d+<[^>]*` + regexp.QuoteMeta(hexed(store.DatabaseName)) + `>`
	pwriteCall = regexp.MustCompile(`^pwrite64\(` + database + `, "([^"]*)", \d+, (\d+)\)\s+= \d+`)
	truncCall  = regexp.MustCompile(`^ftruncate\(` + database + `, (\d+)\)\s+= 0`)
	syncCall   = regexp.MustCompile(`^f(?:data)?sync\(` + database + `\)\s+= 0`)
	sayCall    = regexp.MustCompile(`^write\(1<[^>]*>, "([^"]*)"`)
	resumed    = regexp.MustCompile(`^<\.\.\. \w+ resumed>(.*)`)
)

// hexed is a text as strace -xx writes it.
func hexed(text string) string {
	var b strings.Builder
	for _, c := range []byte(text) {
		fmt.Fprintf(&b, `\x%02x`, c)
	}
	return b.String()
}

// readTrace reads what strace -f -y -xx recorded. A call counts where it
// returned.
func readTrace(t *testing.T, file string) (ops []diskOp) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	begun := map[string]string{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 8<<20)
	for lines.Scan() {
		thread, call, _ := strings.Cut(lines.Text(), " ")
		call = strings.TrimSpace(call)
		if start, cut := strings.CutSuffix(call, " <unfinished ...>"); cut {
			begun[thread] = start
			continue
		}
		if rest := resumed.FindStringSubmatch(call); rest != nil {
			call = begun[thread] + rest[1]
		}
		if op, ok := parseCall(t, call); ok {
			ops = append(ops, op)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return ops
}

func parseCall(t *testing.T, call string) (op diskOp, ok bool) {
	t.Helper()
	number := func(s string) int64 {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	raw := func(s string) []byte {
		b, err := hex.DecodeString(strings.ReplaceAll(s, `\x`, ""))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	if m := pwriteCall.FindStringSubmatch(call); m != nil {
		return diskOp{kind: 'w', write: raw(m[1]), at: number(m[2])}, true
	}
	if m := truncCall.FindStringSubmatch(call); m != nil {
		return diskOp{kind: 't', size: number(m[1])}, true
	}
	if syncCall.MatchString(call) {
		return diskOp{kind: 's'}, true
	}
	if m := sayCall.FindStringSubmatch(call); m != nil {
		return diskOp{kind: 'a', text: strings.TrimSpace(string(raw(m[1])))}, true
	}
	return diskOp{}, false
}

// image is what a disk holds of a file.
type image []byte

// with is a copy of the image after more operations.
func (i image) with(ops []diskOp) image {
	after := append(image(nil), i...)
	for _, o := range ops {
		end := o.size
		if o.kind == 'w' {
			end = o.at + int64(len(o.write))
		}
		if grow := end - int64(len(after)); grow > 0 {
			after = append(after, make(image, grow)...)
		}
		if o.kind == 't' {
			after = after[:o.size]
		} else {
			copy(after[o.at:], o.write)
		}
	}
	return after
}

// survivors is what of the writes that were not synced a power cut may leave:
// none, all, or some in any order, the last of them torn.
func survivors(pending []diskOp, variant int) []diskOp {
	switch variant {
	case 0:
		return nil
	case 1:
		return pending
	}
	var some []diskOp
	for _, o := range pending {
		if rand.IntN(2) == 0 {
			some = append(some, o)
		}
	}
	rand.Shuffle(len(some), func(i, j int) { some[i], some[j] = some[j], some[i] })
	if last := len(some) - 1; variant%2 == 0 && last >= 0 && some[last].kind == 'w' {
		whole := len(some[last].write) / sector
		some[last].write = some[last].write[:sector*rand.IntN(max(1, whole))]
	}
	return some
}

// Every write of a run is recorded, and the disk is put together again as a
// power cut before each sync could have left it. Whatever was acknowledged by
// then must be there, once.
func TestAPowerCutLosesNothingThatWasAcknowledged(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quiet)
	id := begin(t, s).Board().ID
	closeStore(t, s)
	before, err := os.ReadFile(filepath.Join(dir, store.DatabaseName))
	if err != nil {
		t.Fatal(err)
	}
	trace := filepath.Join(t.TempDir(), "trace")
	cmd := straced(t, "some", dir, "-y", "-xx", "-s", "1000000", "-o", trace, "-e", "trace=pwrite64,ftruncate,fdatasync,fsync,write")
	if out, err := cmd.Output(); err != nil {
		t.Fatalf("the child: %v\n%s", err, out)
	}
	cuts := &powerCuts{t: t, id: id, dir: t.TempDir()}
	durable, acknowledged := image(before), []string(nil)
	var pending []diskOp
	for _, o := range readTrace(t, trace) {
		switch o.kind {
		case 'a':
			acknowledged = append(acknowledged, strings.Fields(o.text)...)
		case 's':
			for variant := range long(4, 100) {
				cuts.try(durable.with(survivors(pending, variant)), acknowledged)
			}
			durable, pending = durable.with(pending), nil
		default:
			pending = append(pending, o)
		}
	}
	cuts.try(durable, acknowledged)
	if len(acknowledged) != 100 || cuts.tried < 100 {
		t.Errorf("%d acknowledged, %d images", len(acknowledged), cuts.tried)
	}
	t.Logf("%d images, %d with a torn first page", cuts.tried, cuts.torn)
}

// powerCuts opens what power cuts left.
type powerCuts struct {
	t           *testing.T
	id, dir     string
	tried, torn int
}

func (p *powerCuts) try(disk image, acknowledged []string) {
	p.t.Helper()
	p.tried++
	if err := os.WriteFile(filepath.Join(p.dir, store.DatabaseName), disk, 0o600); err != nil {
		p.t.Fatal(err)
	}
	s, err := store.Open(p.dir, quiet)
	if err != nil {
		p.t.Errorf("image %d: %v", p.tried, err)
		return
	}
	defer closeStore(p.t, s)
	records, err := s.Records(p.id)
	if err != nil {
		p.t.Errorf("image %d: %v", p.tried, err)
		return
	}
	count := map[string]int{}
	for _, i := range model.Fold(records).Ideas(model.Host) {
		count[strings.Fields(i.Text)[0]]++
	}
	for _, text := range acknowledged {
		if count[text] != 1 {
			p.t.Errorf("image %d: %s was acknowledged and is there %d times", p.tried, text, count[text])
		}
	}
	report, err := s.Check(ctx)
	if err != nil {
		p.t.Errorf("image %d: %v", p.tried, err)
	}
	for _, problem := range report.Problems {
		if strings.Contains(problem.What, "first two") { // the write that the cut interrupted
			p.torn++
			continue
		}
		p.t.Errorf("image %d: %v", p.tried, problem)
	}
}
