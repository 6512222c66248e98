package stagetest

import (
	"context"
	"fmt"
	"slices"
	"time"

	"verkstad/model"
)

// Do decides and applies at once.
func (r *Room) Do(_ context.Context, by model.Actor, op string, c model.Command) (model.Outcome, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.health.Err != nil {
		return model.Outcome{}, r.health.Err
	}
	if out, ok := r.done[op]; ok && op != "" {
		out.Repeated = true
		return out, nil
	}
	events, err := model.Decide(r.board, by, r.complete(by, c), r.now)
	if err != nil {
		return model.Outcome{}, err
	}
	if open := r.board.OpenRound(); len(events) > 0 && open != nil {
		if _, closes := c.(model.CloseRound); closes { // as the live workshop counts what it came to
			if found := open.Weigh(1); found != nil {
				events = append(events, model.RoundWeighed{ID: open.ID, Findings: *found})
			}
		}
	}
	var out model.Outcome
	for _, e := range events {
		record := model.Record{Seq: r.board.Seq + 1, At: r.now, By: by, Op: op, Event: e}
		if _, secret := e.(model.BallotCast); secret {
			record.At, record.By, record.Op = time.Time{}, model.Actor{}, ""
		}
		r.log = append(r.log, record)
		r.board = model.Apply(r.board, record)
		if id, made := model.Created(e); made {
			out.Item = id
		}
		switch e := e.(type) {
		case model.RoundOpened:
			out.Round = e.ID
		case model.TicketsMade:
			out.Ticket = e.First
		}
	}
	switch c := c.(type) {
	case model.JoinPerson:
		out.Person = r.board.PersonByKey(c.Key).ID
	case model.MakeTickets:
		for i, hash := range c.Hashes {
			r.tickets[hash] = out.Ticket + i
		}
	case model.ReplaceTicket:
		r.tickets[c.Hash] = out.Ticket
	}
	if back, ok := c.(model.HandBack); ok {
		r.presence.Claims = slices.DeleteFunc(slices.Clone(r.presence.Claims), func(c model.Claim) bool { return c.No == back.Claim })
		r.presence.Rev++
	}
	out.Seq = r.board.Seq
	r.done[op] = out
	r.pending.Board = nil
	r.wakeAll()
	return out, nil
}

// complete fills in what only the live workshop knows.
func (r *Room) complete(by model.Actor, c model.Command) model.Command {
	switch c := c.(type) {
	case model.CastBallot:
		c.Voter = r.token(by.Person)
		return c
	case model.OpenRound:
		c.Here = r.board.Attending(&r.presence)
		return c
	case model.CloseRound:
		c.Here = len(r.board.Attending(&r.presence))
		return c
	case model.HandBack:
		for _, claim := range r.presence.Claims {
			if claim.No == c.Claim {
				c.Person, c.Key = claim.Person, r.claimKeys[claim.No-1]
			}
		}
		return c
	case model.DismissFacilitator:
		c.HostThere = r.presence.Hosts > 0
		return c
	case model.CreateWorkshop:
		n := rooms.Add(1)
		if c.ID == "" {
			c.ID = fmt.Sprintf("01TEST%06d", n)
		}
		if c.Code == "" {
			c.Code = "KRABBA"
		}
		return c
	}
	return c
}

func (r *Room) token(p model.PersonID) model.Token {
	switch e := r.board.Elector(r.board.OpenRound(), p); {
	case e.Ticket != 0:
		return model.Token{2, byte(e.Ticket >> 8), byte(e.Ticket)}
	case e.Person != 0:
		return model.Token{1, byte(e.Person >> 8), byte(e.Person)}
	}
	return model.Token{}
}
