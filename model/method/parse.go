package method

import (
	"bytes"
	"errors"
	"regexp"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// MaxFile is the size of a method file at most, in bytes.
const MaxFile = 64 << 10

// Parse reads a method from TOML, with defaults filled in and texts cleaned.
// It refuses fields that no method has. The error joins an *Error for every
// mistake, each with its line; syntax stops at the first.
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
			e.Line = lines.of(e.Field)
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

// goType matches how go-toml says that a value is of the wrong kind.
var goType = regexp.MustCompile(`^cannot decode TOML (\w+) into (?:a Go value|struct field \S+) of type (?:\w+\.)?(.+)$`)

// decodeError makes Errors of what go-toml says.
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
