package command

import (
	"errors"
	"fmt"
	"strings"
)

// InputTooLarge is the error of reading a line command's input beyond its bound.
// What was read before is the beginning of something that is not there whole.
type InputTooLarge struct{ Limit int64 } // in bytes

func (e *InputTooLarge) Error() string {
	return fmt.Sprintf("the input is larger than %d bytes", e.Limit)
}

// errQuoting is returned when a command line ends inside quotes or after a
// backslash.
var errQuoting = errors.New("the command line ends inside a quotation")

// Split splits a command line into words as a POSIX shell does (Shell
// Command Language, section 2.2): blanks and line breaks part words; single
// quotes keep everything; double quotes keep everything but the backslash
// before $ ` " \ and a line break; a backslash outside quotes keeps the next
// character, and with a line break is nothing. Nothing is expanded and no
// character is an operator, so ; | $ and * are themselves.
func Split(line string) ([]string, error) {
	var (
		words []string
		word  strings.Builder
		open  bool // a word has begun, perhaps an empty one
		quote byte // ' or " while inside, else 0
	)
	for i := 0; i < len(line); i++ {
		b := line[i]
		switch {
		case quote != 0 && b == quote:
			quote = 0
		case quote == '\'':
			word.WriteByte(b)
		case b == '\\':
			if i++; i == len(line) {
				return nil, errQuoting
			}
			next := line[i]
			if next == '\n' {
				continue
			}
			if quote == '"' && !strings.ContainsRune("$`\"\\", rune(next)) {
				word.WriteByte('\\')
			}
			word.WriteByte(next)
			open = true
		case quote == '"':
			word.WriteByte(b)
		case b == '\'' || b == '"':
			quote, open = b, true
		case b == ' ' || b == '\t' || b == '\n':
			if open {
				words = append(words, word.String())
				word.Reset()
				open = false
			}
		default:
			word.WriteByte(b)
			open = true
		}
	}
	if quote != 0 {
		return nil, errQuoting
	}
	if open {
		words = append(words, word.String())
	}
	return words, nil
}
