package question

import "strings"

// isWide reports whether it is too large for any group: it names something unbounded, and
// nothing that bounds it.
func (q *sentence) isWide() bool {
	c := &q.lex.scope
	if q.asksEssence() {
		return true
	}
	wide := false
	for i, w := range q.words {
		switch {
		case c.here[w]:
			return false
		case c.wide[w]:
			wide = true
		case c.generic[w], q.lex.common[w], q.aux(i), q.has(i, q.lex.ask), q.has(i, q.lex.askBehind), q.lex.bad[w]:
		default:
			return false
		}
	}
	return wide
}

// asksEssence reports whether it asks what an abstract thing is: "Vad är
// rättvisa?", "What is a good life?".
func (q *sentence) asksEssence() bool {
	at := q.start()
	if at < 0 || !q.has(at, q.lex.what) {
		return false
	}
	switch {
	case q.has(at+1, words("är is are")):
		at += 2
	case strings.HasSuffix(q.at(at), "'s"):
		at++
	default:
		return false
	}
	n := len(q.words) - at
	if n < 1 || n > 4 || !q.has(len(q.words)-1, q.lex.scope.essence) {
		return false
	}
	for i := at; i < len(q.words)-1; i++ {
		if w := q.at(i); !q.lex.scope.generic[w] && !q.lex.common[w] || q.lex.scope.here[w] || w == "the" {
			return false
		}
	}
	return true
}

// isNarrow reports whether it is about a detail. It takes two signs: a small thing, a small
// deed, a spot, a day; which part of a text; what a thing should look like; or a chore and
// when it should be done.
func (q *sentence) isNarrow(f form) bool {
	c := &q.lex.scope
	things, signs := 0, 0
	for i, w := range q.words {
		switch {
		case q.small(w) && !q.presides(i):
			if !q.small(q.at(i-1)) && !(q.at(i-1) == "of" && q.small(q.at(i-2))) { // "coffee cup" is one
				things++
			}
		case c.smallDeeds[w] && q.isDeed(i), c.moments[w], c.spots[w], c.docs[w] && q.numbered(i):
			signs++
		}
		if strings.HasSuffix(w, "möte") && i > 0 && q.has(i-1, words("nästa")) {
			things++
		}
	}
	switch {
	case things >= 2, things == 1 && signs >= 1:
		return true
	case f == single || f == closed:
		return q.asksLook(f, things) || f == single && q.has(0, q.lex.who) && q.hasAny(1, c.chores) && (things > 0 || q.hasAny(1, c.moments))
	}
	return q.wordsText()
}

// presides reports whether the English word at i is what somebody does at a meeting, and no
// piece of furniture: "who should chair the committee".
func (q *sentence) presides(i int) bool {
	return q.lang == "en" && q.at(i) == "chair" && q.has(i-1, words("who should will to can could must may might"))
}

// isDeed reports whether the word at i is a verb if English has a noun of the same form:
// "we place", not "a place".
func (q *sentence) isDeed(i int) bool {
	return q.lang == "sv" || i <= 1 || hasEnding(q.at(i), "s", "ing") || q.has(i-1, words("we you to i should who shall can not and they stop"))
}

// numbered reports whether a part of a text is given by its number: "rad tre", "the second
// paragraph".
func (q *sentence) numbered(i int) bool {
	return q.has(i-1, q.lex.scope.ordinals) || q.has(i+1, q.lex.scope.ordinals)
}

// asksLook reports whether it asks what a thing should look like: "What colour should the
// cups be?", "Should it be green or yellow?".
func (q *sentence) asksLook(f form, things int) bool {
	looks := 0
	for _, w := range q.words {
		if q.lex.scope.looks[w] {
			looks++
		}
	}
	if f == closed {
		return looks >= 2 || looks == 1 && things > 0
	}
	return looks > 0 && q.has(q.start(), q.lex.which) && q.has(q.start()+1, q.lex.scope.looks)
}

// wordsText reports whether it is about the wording of a numbered part of a text, or of a
// word.
func (q *sentence) wordsText() bool {
	c := &q.lex.scope
	for i := range q.words {
		if !q.has(i, c.docs) {
			continue
		}
		if q.numbered(i) && (q.hasAny(0, words("skriva skriver formulera formulerar stava stavar lyda write word phrase put spell read")) || q.hasAny(0, c.smallDeeds)) {
			return true
		}
		if q.hasAny(i+1, words("stavas spelled spelt written")) {
			return true
		}
	}
	return false
}

// small reports whether a word names a small thing or, in Swedish, ends with one that does.
func (q *sentence) small(w string) bool {
	things := &q.lex.scope.smallThings
	return things.has(w) || q.lang == "sv" && things.ends(w, 5)
}
