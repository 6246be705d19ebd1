package main

import "testing"

func TestA2AnAdministratorChangesAddressAndPassword(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	grace := ada.assistant()
	graces, snapshot := grace.desk()
	path := "/api/v1/staff/" + snapshot.Me.ID + "/sign-in"
	grace.call("PUT", path, m{"password": adasPassword}).want(t, 403, "no_right")
	ada.call("PUT", path, m{"email": "ada@example.org"}).want(t, 409, "email_taken")
	ada.call("PUT", path, m{"email": "hopper@example.org", "password": "another " + adasPassword}).want(t, 200, "")
	if _, _, err := graces.conn.Read(t.Context()); err == nil {
		for ; err == nil; _, _, err = graces.conn.Read(t.Context()) { // what was sent before comes first, then the end
		}
	}
	grace.call("GET", "/api/v1/me", nil).want(t, 401, "not_signed_in")
	again := r.browser()
	again.call("POST", "/api/v1/sign-in", m{"email": "grace@example.org", "password": adasPassword}).want(t, 401, "sign_in_wrong")
	again.call("POST", "/api/v1/sign-in", m{"email": "hopper@example.org", "password": "another " + adasPassword}).want(t, 200, "")
}
