package model_test

import (
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

func TestAPlaceIsGivenBackByWhoLeads(t *testing.T) {
	s := sceneAt(t, method.Gather)
	nobody := model.Actor{Role: model.Participant}
	s.must(nobody, model.JoinPerson{Key: "code-Eva", Keyless: true, Name: "Eva", Sector: model.Business, Role: model.Participant})
	eva := s.b.PersonByKey("code-Eva").ID
	back := model.HandBack{Claim: 1, Person: eva, Key: "new"}
	for who, by := range map[string]model.Actor{"nobody": nobody, "Åsa": s.asa, "Eva": {Person: eva, Role: model.Participant}} {
		if _, err := model.Decide(s.b, by, back, s.now); err != model.ErrNotAllowed {
			t.Errorf("by %s: %v", who, err)
		}
	}
	s.refuse(model.Host, model.HandBack{Claim: 1}, model.ErrNoClaim)
	s.refuse(model.Host, model.HandBack{Claim: 1, Person: eva, Key: "key-Bo"}, model.ErrNoClaim) // Bo's own
	s.must(model.Host, back)
	for _, key := range []string{"code-Eva", "new"} {
		if p := s.b.PersonByKey(key); p == nil || p.ID != eva {
			t.Errorf("by %s comes %v, want Eva", key, p)
		}
	}
	if p := s.b.PersonByKey(""); p != nil {
		t.Errorf("without a key comes %v", p)
	}
	s.refuse(model.Host, back, model.ErrNoClaim)
	s.must(model.Host, model.RemovePerson{Person: eva})
	s.refuse(model.Host, model.HandBack{Claim: 2, Person: eva, Key: "other"}, model.ErrShownOut)
	s.must(model.Host, model.AppointFacilitator{Person: s.bo.Person})
	s.refuse(model.Host, model.HandBack{Claim: 3, Person: s.bo.Person, Key: "other"}, model.ErrStillLeads)
}

func TestWhoIsForgottenLeavesNoKeyBehind(t *testing.T) {
	log := handedBack(t)
	eva := model.Fold(log).PersonByKey("code-new").ID
	for _, r := range log {
		without, _ := model.WithoutName(r, eva, nil, "somebody")
		raw, err := model.EncodeRecord(without)
		if err != nil || strings.Contains(string(raw), "code-") {
			t.Errorf("%v: %s", err, raw)
		}
	}
}
