package method

import (
	"bytes"
	"errors"
	"regexp"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// MaxFile is the maximum size of a method file, in bytes.
const MaxFile = 64 << 10

// Parse reads a method from TOML, fills in defaults and cleans texts. Unknown fields are
// mistakes. The error joins an *Error for every mistake, each with its line; only the first
// syntax error is reported.
func Parse(raw []byte) (Method, error) {
	if len(raw) > MaxFile {
		return Method{}, &Error{Code: CodeMany, Args: []any{"64 KB"}}
	}
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	var m Method
	decoder := toml.NewDecoder(bytes.NewReader(raw))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&m); err != nil {
		return Method{}, decodeError(err)
	}
	m, err := m.clean()
	if err != nil {
		lines := indexLines(raw)
		for _, e := range Errors(err) {
			e.Line = lines.lineOf(e.Field)
		}
		return Method{}, err
	}
	return m, nil
}

// Errors returns the *Error values that err joins, in order.
func Errors(err error) []*Error {
	var one *Error
	var found []*Error
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, err := range many.Unwrap() {
			found = append(found, Errors(err)...)
		}
	} else if errors.As(err, &one) {
		found = append(found, one)
	}
	return found
}

// goType matches go-toml's message for a value of the wrong type.
var goType = regexp.MustCompile(`^cannot decode TOML (\w+) into (?:a Go value|struct field \S+) of type (?:\w+\.)?(.+)$`)

// decodeError converts an error of go-toml to Errors.
func decodeError(err error) error {
	var unknown *toml.StrictMissingError
	if errors.As(err, &unknown) {
		var c check
		for i := range unknown.Errors {
			e := &unknown.Errors[i]
			line, _ := e.Position()
			field := strings.Join(e.Key(), ".")
			c.errs = append(c.errs, &Error{Line: line, Code: CodeUnknown, Args: []any{field}})
		}
		return c.err()
	}
	reason := strings.TrimPrefix(err.Error(), "toml: ")
	e := &Error{Code: CodeSyntax, Args: []any{goType.ReplaceAllString(reason, "has a $1 where it needs $2")}}
	var syntax *toml.DecodeError
	if errors.As(err, &syntax) {
		e.Line, _ = syntax.Position()
		e.Field = strings.Join(syntax.Key(), ".")
	}
	return e
}
