package stage

import "verkstad/model/question"

// questionWords is the last part of the ids of the words for what may be wrong
// with a question.
var questionWords = map[question.Fault]string{
	question.NotAQuestion: "statement", question.YesNo: "closed", question.Fact: "fact", question.Leading: "leading",
	question.Double: "double", question.Solution: "solution", question.TooWide: "wide", question.TooNarrow: "narrow",
}

// QuestionHint is the id of what is said of a fault, with how to mend it.
func QuestionHint(f question.Fault) string { return "question.hint." + questionWords[f] }

// QuestionMending is the id of how to mend it, in a few words.
func QuestionMending(f question.Fault) string { return "question.mend." + questionWords[f] }
