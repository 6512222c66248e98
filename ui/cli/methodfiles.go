package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"verkstad/model/method"
	"verkstad/model/text"
)

// checkMethod says what is wrong with a method file, a line each, as compilers
// do: file, line, field, reason.
func checkMethod(o *Options, file string) error {
	raw, err := read(o, file, method.MaxFile)
	if err != nil {
		return err
	}
	m, err := method.Parse(raw)
	if err == nil {
		return say(o, "cli.methods.right", "File", file, "Name", m.Name.In(o.Lang), "Time", o.Words.Duration(m.Length(1)))
	}
	wrong := method.Errors(err)
	for _, e := range wrong {
		where := fmt.Sprintf("%s:%d: ", file, max(1, e.Line))
		if e.Field != "" {
			where += e.Field + ": "
		}
		if _, err := fmt.Fprintln(o.Out, text.Draw(where+reason(o, e))); err != nil {
			return err
		}
	}
	return &failure{"cli.methods.mistakes", []any{"File", file, "Mistakes", o.Words.N("cli.methods.count", max(1, len(wrong)))}, Failed}
}

// reasons are the words for what can be wrong with a method.
var reasons = map[string]string{
	method.CodeSyntax: "cli.reason.syntax", method.CodeUnknown: "cli.reason.unknown", method.CodeMissing: "cli.reason.missing",
	method.CodeRange: "cli.reason.range", method.CodeChoice: "cli.reason.choice", method.CodeText: "cli.reason.text",
	method.CodeLanguage: "cli.reason.language", method.CodeMany: "cli.reason.toomany", method.CodeSteps: "cli.reason.steps",
	method.CodeMisplaced: "cli.reason.misplaced", method.CodeTwice: "cli.reason.twice",
}

func reason(o *Options, e *method.Error) string {
	id, ok := reasons[e.Code]
	if !ok {
		return e.Error()
	}
	var kv []any
	for i, a := range e.Args {
		kv = append(kv, string(rune('A'+i)), a)
	}
	if len(e.Args) > 0 {
		if n, ok := e.Args[0].(int); ok {
			return o.Words.N(id, n, kv...)
		}
	}
	return o.Words.T(id, kv...)
}

// newMethod begins a method of the user's own from another: a copy of its
// file, with an id of its own, in the data folder.
func newMethod(o *Options, id, from string) error {
	raw, ok := method.Source(from)
	dir := filepath.Join(o.Data, "methods")
	if own, err := os.ReadFile(filepath.Join(dir, filepath.Base(from)+".toml")); err == nil {
		raw, ok = own, true
	}
	if !ok {
		return usage("cli.wrong.method", "Method", from)
	}
	raw, err := method.Rename(raw, id)
	if err != nil {
		return usage("cli.methods.badid", "Method", id)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fileError(err, dir)
	}
	file := filepath.Join(dir, id+".toml")
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return &failure{"cli.cannot.exists", nil, Failed}
	}
	if err != nil {
		return fileError(err, file)
	}
	_, err = f.Write(raw)
	if err := cmp.Or(err, f.Close()); err != nil {
		return fileError(err, file)
	}
	return say(o, "cli.methods.made", "File", file, "Method", id)
}
