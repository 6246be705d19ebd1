package web

import (
	"context"
	"time"

	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/mail"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// MailTranscript implements POST /api/v1/conversations/{id}/mail.
func (s *Server) MailTranscript(ctx context.Context, r MailTranscriptRequestObject) (MailTranscriptResponseObject, error) {
	me := callerFrom(ctx).person
	groups, err := s.desk.Groups(ctx)
	if err != nil {
		return nil, err
	}
	if !desk.RightsOf(*me, groups).May(wire.RightMail) {
		return nil, errNoRight
	}
	rec, err := s.floor.Reading(ctx, me.ID, r.ID)
	if err != nil {
		return nil, err
	}
	t, err := s.floor.Transcript(ctx, rec.Record)
	if err != nil {
		return nil, err
	}
	letter := mail.Words(rec.Language).Transcript(mail.IDOf("transcript", rec.ID, r.Body.Email), r.Body.Email, t.Title, t.Text(), t.HTML())
	return MailTranscript204Response{}, s.mail.Queue(ctx, letter)
}

// GetMail implements GET /api/v1/mail.
func (s *Server) GetMail(ctx context.Context, _ GetMailRequestObject) (GetMailResponseObject, error) {
	settings, err := s.mail.Settings(ctx)
	return GetMail200JSONResponse(mailOut(settings)), err
}

// ChangeMail implements PUT /api/v1/mail.
func (s *Server) ChangeMail(ctx context.Context, r ChangeMailRequestObject) (ChangeMailResponseObject, error) {
	b := r.Body
	settings := mail.Settings{
		Host: b.Host, Port: b.Port, Security: mail.Security(b.Security), User: b.User, Password: value(b.Password), From: b.From, FromName: b.FromName,
	}
	if err := s.mail.SetSettings(ctx, settings); err != nil {
		return nil, err
	}
	s.done(ctx, "mail settings changed", "mail")
	return ChangeMail200JSONResponse(mailOut(settings)), nil
}

// mailOut leaves the password out.
func mailOut(m mail.Settings) MailSettings {
	if m.Host == "" {
		m.Port, m.Security = 587, mail.StartTLS
	}
	return MailSettings{Host: m.Host, Port: m.Port, Security: MailSecurity(m.Security), User: m.User, From: m.From, FromName: m.FromName}
}

// TestMail implements POST /api/v1/mail/test.
func (s *Server) TestMail(ctx context.Context, r TestMailRequestObject) (TestMailResponseObject, error) {
	id := mail.IDOf("test", r.Body.Email, time.Now().String())
	return TestMail204Response{}, s.mail.Test(ctx, mail.Words("en").Test(id, r.Body.Email))
}

// resetTakes is how long the answer takes whether there is such a person or not; writing the token and the letter takes a few milliseconds.
const resetTakes = 300 * time.Millisecond

// RequestPasswordReset implements POST /api/v1/password-reset. The answer is the same whoever is asked for, mail or none.
func (s *Server) RequestPasswordReset(ctx context.Context, r RequestPasswordResetRequestObject) (RequestPasswordResetResponseObject, error) {
	answer := time.NewTimer(resetTakes)
	defer answer.Stop()
	p, token, found, err := s.desk.RequestReset(ctx, callerFrom(ctx).address, r.Body.Email)
	if err != nil {
		return nil, err
	}
	if found {
		letter := mail.Words(value(r.Body.Language)).Reset(mail.IDOf("reset", token), p.Email, origin(s.public)+"/console/#/reset/"+token)
		if err := s.mail.Queue(ctx, letter); err != nil {
			s.log.Warn().Err(err).Str("person", p.ID).Msg("reset link not sent")
		}
	}
	select {
	case <-answer.C:
	case <-ctx.Done():
	}
	return RequestPasswordReset204Response{}, nil
}

// ConfirmPasswordReset implements POST /api/v1/password-reset/confirm.
func (s *Server) ConfirmPasswordReset(ctx context.Context, r ConfirmPasswordResetRequestObject) (ConfirmPasswordResetResponseObject, error) {
	return ConfirmPasswordReset204Response{}, s.desk.Reset(ctx, r.Body.Token, r.Body.Password)
}
