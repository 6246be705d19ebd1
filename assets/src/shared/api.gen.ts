// Generated from web/openapi.yaml by `npm run generate`: do not edit.

export interface paths {
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the first administrator and sign in
         * @description The token is the one of the set-up link that the server prints until it is used. It works once: afterwards, and whenever there
         *     is an administrator, the answer is 410 `setup_done`. A wrong token is 403 `setup_token_wrong`.
         */
        post: operations["setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with e-mail and password
         * @description A wrong pair is 401 `sign_in_wrong`, whichever of the two is wrong. Tries are counted by account and by address: 429
         *     `too_many_tries` with `Retry-After`.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description Answers 204 also when nobody is signed in.
         */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own pairings, newest first, 50 at most */
        get: operations["listPairings"];
        put?: never;
        /**
         * Ask for a one-time code
         * @description From the console the pairing is the caller's. With an API token it is nobody's until a member of the staff opens `agent_url`,
         *     which works once.
         */
        post: operations["createPairing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/redeem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Type the code that a customer shows
         * @description It works once, as every code does. Refusals: 404 `code_wrong`, 410 `code_used`, 410 `code_expired`, 410 `code_withdrawn`, 429 `too_many_tries` with
         *     `Retry-After`.
         */
        post: operations["redeemForStaff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take over the pairing behind an agent_url
         * @description The link works once; a second claim by somebody else is 410 `link_used`. The same person may claim again, so that a reload does
         *     no harm.
         */
        post: operations["claimPairing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /** One pairing */
        get: operations["getPairing"];
        put?: never;
        post?: never;
        /**
         * Withdraw the code (before its use) or end the co-browse (after)
         * @description Final either way. Answers 204 also when it was over already.
         */
        delete: operations["endPairing"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /** The chat of a session */
        get: operations["listMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/favourites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pages to lead customers to: one's own, and those that all of the staff have */
        get: operations["listFavourites"];
        put?: never;
        /**
         * Keep a page
         * @description Shared ones are made, changed and removed by administrators and supervisors; others get 403 `no_right`. One person may keep 200, and there may be 200
         *     shared ones: 409 `limit_reached`.
         */
        post: operations["createFavourite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/favourites/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        get?: never;
        /** Change a page's label and address */
        put: operations["changeFavourite"];
        post?: never;
        /** Forget a page */
        delete: operations["deleteFavourite"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every site */
        get: operations["listSites"];
        put?: never;
        /** Add a site */
        post: operations["createSite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Change a site
         * @description Replaces all that was said when it was added; its id and key stay. Sessions that run keep what they began with.
         */
        put: operations["changeSite"];
        post?: never;
        /**
         * Remove a site
         * @description Its key stops working and its pages can no longer call or open sockets. A connection between two browsers that stands is not cut.
         */
        delete: operations["deleteSite"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody on the staff */
        get: operations["listStaff"];
        put?: never;
        /**
         * Add a member of the staff
         * @description An e-mail address belongs to one person; a second is 409 `email_taken`.
         */
        post: operations["createStaff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Change a member of the staff
         * @description Replaces all of it; e-mail address and password stay (`/sign-in` changes them). The last administrator stays one: 409 `last_administrator`.
         */
        put: operations["changeStaff"];
        post?: never;
        /**
         * Remove a member of the staff
         * @description Signs the person out everywhere. The last administrator stays (409 `last_administrator`).
         */
        delete: operations["deleteStaff"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{id}/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Change how somebody signs in
         * @description Another e-mail address, a new password, or both; what is left out stays. Signs the person out everywhere; links for a new password that were sent
         *     before are worth nothing. An address that somebody else has is 409 `email_taken`.
         */
        put: operations["changeSignIn"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every group */
        get: operations["listGroups"];
        put?: never;
        /** Add a group */
        post: operations["createGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Change a group
         * @description Replaces all that was said when it was added.
         */
        put: operations["changeGroup"];
        post?: never;
        /**
         * Remove a group
         * @description Who waits in it, and its staff, move to the group `move_to`, or to the oldest one that is left; conversations that agents have stay theirs.
         *     The last group stays: 409 `last_group`.
         */
        delete: operations["deleteGroup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/canned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The canned texts that the caller may use
         * @description One's own, those of one's groups, and everybody's; by their short names.
         */
        get: operations["listCanned"];
        put?: never;
        /**
         * Add a canned text
         * @description One's own by anybody; those of groups and everybody's by administrators.
         */
        post: operations["createCanned"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/canned/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        get?: never;
        /** Change a canned text */
        put: operations["changeCanned"];
        post?: never;
        /** Remove a canned text */
        delete: operations["deleteCanned"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{id}/desk": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /** How the chat looks and behaves on a site */
        get: operations["getSiteDesk"];
        /** Change how the chat looks and behaves on a site */
        put: operations["changeSiteDesk"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search in the history
         * @description Conversations that one took part in, also those that one handed on; with the right `history` those of one's groups, with `supervise` those in which supervised colleagues of a
         *     common group took part; an administrator's are all. Whatever is found can be opened. What somebody unsupervised has or had last is found by nobody else. The first page begins with
         *     conversations that are not over, the newest 50 that fit.
         */
        get: operations["listConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /** What was written in a conversation, with notes; whispers for its agent and those who supervise */
        get: operations["listEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/transcript": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        /** A conversation as a file */
        get: operations["getTranscript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/visitors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Forget a visitor
         * @description Ends what goes on with them and removes their conversations, index entries and name for good.
         */
        delete: operations["deleteVisitor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/mail": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a conversation by mail
         * @description Needs the right `mail`. Queued: 204 says that it will be tried. 409 `mail_off` where no mail is set up.
         */
        post: operations["mailTranscript"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How mail leaves */
        get: operations["getMail"];
        /**
         * Change how mail leaves
         * @description An empty password keeps the one that is there, as long as host and user stay. An empty host turns mail off.
         */
        put: operations["changeMail"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mail/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a letter at once and say what the mail server said
         * @description 502 `mail_refused` with the mail server's words as `detail`.
         */
        post: operations["testMail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a link to choose a new password
         * @description The answer is the same whether there is such a person or not. The link works once, for 30 minutes: `<public-url>/console/#/reset/<token>`.
         */
        post: operations["requestPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password-reset/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose a new password
         * @description 410 `reset_wrong` for a link that does not exist, was used or is too old.
         */
        post: operations["confirmPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The API tokens, without their secrets */
        get: operations["listTokens"];
        put?: never;
        /** Make an API token */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API token */
        delete: operations["deleteToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sdk/site": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the widget has to know of its site
         * @description 403 `origin_not_allowed` for a key that does not exist and for an origin that is not on its list alike.
         */
        get: operations["getSdkSite"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sdk/redeem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give the code and get a session
         * @description A code works once. Refusals: 404 `code_wrong`, 410 `code_used`, 410 `code_expired`, 410 `code_withdrawn`, 403 `origin_not_allowed`, 429
         *     `too_many_tries` with `Retry-After`.
         */
        post: operations["redeemCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sdk/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on with a session on the next page
         * @description The spare offer, if one comes along, counts as taken. 410 `session_ended` when it is over, 401 `session_unknown` when id and token do not
         *     belong together.
         */
        post: operations["resumeSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sdk/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer the offer that came with a resume
         * @description The offer may be known from the page before, and the answer be on its way beside the resume. 409 `wrong_state` when the attempt is not the one that the resume hands over, or
         *     not yet, or when it was replaced meanwhile; a newer offer comes with the resume or over the socket.
         */
        post: operations["answerOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sdk/candidate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A way to reach this page, found after its answer
         * @description As over the socket, for as long as that is not open. 409 `wrong_state` when the attempt is not the one that is being made.
         */
        post: operations["addCandidate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sdk/desk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the widget has to know for the chat */
        get: operations["getSdkDesk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sdk/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A code for the customer to show
         * @description For an agent to type (`POST /api/v1/pairings/redeem`). The page opens its socket with the token and waits; the question follows as ever. 429
         *     `too_many_tries` with `Retry-After` where one address wants too many.
         */
        post: operations["showCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sdk/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A page's last word
         * @description As `leaving` over the socket, for browsers that close it before. `attempt` is the newest one that the page had, empty for none: what the next page
         *     has overtaken counts for nothing.
         */
        post: operations["leavePage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sdk/warm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pages whose assets may be loaded beforehand
         * @description The shared favourites on the calling page's own origin, for a session's customer: what an agent may well send them to. The page asks for the list
         *     itself, so that no agent can name an address for it to load.
         */
        post: operations["listPagesToWarm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sdk/depart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Announce that this tab goes to another origin of the site
         * @description Browsers keep a tab's token by origin. The page makes a ticket of 32 random bytes, announces it here and puts it into the fragment of the
         *     address that it goes to. It is good for one minute, once, and only for pages of `origin`. 403 `origin_not_allowed` if that is none of the site's.
         */
        post: operations["departFor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sdk/arrive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on with a session on another origin of the site
         * @description 404 `ticket_wrong` for a ticket that was used, is too old, is not for this origin, or has not been announced yet.
         */
        post: operations["arriveWith"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sdk/transcript": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The visitor's conversation as a file */
        post: operations["getSdkTranscript"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description 128 bits at random, base32; not a secret.
         * @example k5v3x7m2q4w6y2a5c7e3g4j6n2
         */
        ID: string;
        Problem: {
            /**
             * @description `about:blank`: the status and `code` say it all.
             * @example about:blank
             */
            type: string;
            /**
             * @description The status in words.
             * @example Not Found
             */
            title: string;
            /** @example 404 */
            status: number;
            code: components["schemas"]["ProblemCode"];
            /**
             * @description What happened and what to do next, in English, for people.
             * @example No code like this is waiting.
             */
            detail: string;
            /**
             * @description The field of the request that is at fault, with `bad_request`.
             * @example email
             */
            field?: string;
            /**
             * @description Why it is over, with `session_ended` (`Reason` in signaling/wire).
             * @example agent_stopped
             */
            reason?: string;
        };
        /**
         * @description Stable names of what can go wrong.
         * @enum {string}
         */
        ProblemCode: "bad_request" | "body_too_large" | "unsupported_media_type" | "not_signed_in" | "sign_in_wrong" | "token_wrong" | "no_right" | "cross_origin" | "origin_not_allowed" | "not_found" | "method_not_allowed" | "email_taken" | "last_administrator" | "limit_reached" | "last_group" | "mail_off" | "mail_refused" | "reset_wrong" | "short_taken" | "setup_done" | "setup_token_wrong" | "link_wrong" | "link_used" | "code_wrong" | "code_used" | "code_expired" | "code_withdrawn" | "ticket_wrong" | "session_unknown" | "session_ended" | "wrong_state" | "too_many_tries" | "too_busy" | "storage" | "internal";
        /**
         * @description `administrator`: everything. `supervisor`: as `assistant`, and reads along. `assistant`: helps customers. `user`: talks with colleagues only.
         * @enum {string}
         */
        Role: "administrator" | "supervisor" | "assistant" | "user";
        SetUpRequest: {
            /** @description From the fragment of the set-up link. */
            token: string;
            name: components["schemas"]["PersonName"];
            email: components["schemas"]["Email"];
            password: components["schemas"]["Password"];
        };
        SignInRequest: {
            email: components["schemas"]["Email"];
            password: components["schemas"]["Password"];
        };
        /** @example Ada Byron */
        PersonName: string;
        /** @example ada@example.org */
        Email: string;
        /** @example correct horse battery staple */
        Password: string;
        Me: {
            id: components["schemas"]["ID"];
            name: components["schemas"]["PersonName"];
            email: components["schemas"]["Email"];
            role: components["schemas"]["Role"];
            rights: components["schemas"]["Rights"];
            /** @description The sites to choose from when asking for a code, by name. */
            sites: components["schemas"]["SiteName"][];
        };
        SiteName: {
            id: components["schemas"]["ID"];
            /** @example Demo shop */
            name: string;
            origins: string[];
            viewer: components["schemas"]["Viewer"];
            pages: components["schemas"]["Page"][];
        };
        /**
         * @description Where a co-browse opens at the agent's.
         * @enum {string}
         */
        Viewer: "console" | "tab" | "popup";
        Page: {
            url: components["schemas"]["PageAddress"];
            label: components["schemas"]["PageLabel"];
        };
        /**
         * @description See the table in docs/protocol.md.
         * @enum {string}
         */
        SessionState: "issued" | "redeemed" | "asking" | "connecting" | "live" | "interrupted" | "refused" | "ended" | "expired" | "withdrawn";
        NewPairing: {
            /** @description The only site where the code shall work; without it, any. */
            site_id?: string;
            /**
             * @description The last three digits, made in the agent's browser; without it, the server makes them.
             * @example 207
             */
            secret?: string;
        };
        IssuedPairing: {
            id: components["schemas"]["ID"];
            /**
             * @description Show it as `482 913 207`.
             * @example 482913207
             */
            code: string;
            /**
             * @description Whoever of the staff opens it first has the session.
             * @example https://help.example.org/console/#/join/9VtTzv0Yk2xJ1nq6Qp3sWc8bE5uLr7Aa4dHgKfMoXiY
             */
            agent_url: string;
            /**
             * Format: date-time
             * @example 2026-11-22T10:15:00.000Z
             */
            expires_at: string;
            /**
             * Format: int64
             * @description The same as a span, so that no clock has to agree with another.
             * @example 600000
             */
            expires_in_ms: number;
        };
        Pairing: {
            id: components["schemas"]["ID"];
            state: components["schemas"]["SessionState"];
            /**
             * @description Why it is in that state, where it does not explain itself (`Reason` in signaling/wire).
             * @example customer_stopped
             */
            reason?: string;
            /**
             * @description While `issued`, to those who may show it.
             * @example 482913207
             */
            code?: string;
            /** @example Ada Byron */
            agent_name?: string;
            site_id?: string;
            /** @example Demo shop */
            site_name?: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description While `issued`.
             */
            expires_at?: string;
            /**
             * Format: int64
             * @description While `issued`.
             */
            expires_in_ms?: number;
        };
        PairingList: {
            pairings: components["schemas"]["Pairing"][];
        };
        ClaimRequest: {
            /** @description The token in the fragment of the agent_url. */
            link: string;
        };
        /** @enum {string} */
        Party: "agent" | "customer" | "system";
        Message: {
            /**
             * Format: int64
             * @example 12
             */
            seq: number;
            /** @description Made by the sender. */
            id: string;
            from: components["schemas"]["Party"];
            /** @example Ada Byron */
            name: string;
            /** @example Good morning! */
            text: string;
            /** Format: date-time */
            at: string;
        };
        MessageList: {
            messages: components["schemas"]["Message"][];
        };
        /** @example https://shop.example.org/help */
        PageAddress: string;
        /** @example Help */
        PageLabel: string;
        NewFavourite: {
            label: components["schemas"]["PageLabel"];
            url: components["schemas"]["PageAddress"];
            /** @description For all of the staff. False if left out; it cannot be changed later. */
            shared?: boolean;
        };
        ChangedFavourite: {
            label: components["schemas"]["PageLabel"];
            url: components["schemas"]["PageAddress"];
        };
        Favourite: {
            id: components["schemas"]["ID"];
            label: components["schemas"]["PageLabel"];
            url: components["schemas"]["PageAddress"];
            shared: boolean;
            /** Format: date-time */
            created_at: string;
        };
        FavouriteList: {
            favourites: components["schemas"]["Favourite"][];
        };
        NewSite: {
            /** @example Demo shop */
            name: string;
            /** @description Where the site lives: scheme, host and, if not the usual one, port. */
            origins: string[];
            /** @description Ask the customer before anything is shown. True if left out. */
            ask?: boolean;
            /** @description Never connect the two browsers directly, so that neither learns the other's address. False if left out. */
            relay_only?: boolean;
            assets?: components["schemas"]["SiteAssets"];
            viewer?: components["schemas"]["Viewer"];
            /** @description Pages that agents may send in a chat; the customer's click opens them in a window of their own. None if left out. */
            pages?: components["schemas"]["Page"][];
        };
        /**
         * @description Which pictures, fonts and style sheets of the site the agent's browser gets from the customer's: those that it cannot load itself (if left out), all, or none.
         * @enum {string}
         */
        SiteAssets: "needed" | "all" | "none";
        Site: {
            id: components["schemas"]["ID"];
            /**
             * @description For `data-site`; not a secret.
             * @example 4fq2m6x7n3
             */
            key: string;
            /** @example Demo shop */
            name: string;
            origins: string[];
            ask: boolean;
            relay_only: boolean;
            assets: components["schemas"]["SiteAssets"];
            viewer: components["schemas"]["Viewer"];
            pages: components["schemas"]["Page"][];
            /** Format: date-time */
            created_at: string;
        };
        SiteList: {
            sites: components["schemas"]["Site"][];
        };
        NewStaff: {
            name: components["schemas"]["PersonName"];
            email: components["schemas"]["Email"];
            password: components["schemas"]["Password"];
            role: components["schemas"]["Role"];
        };
        ChangedStaff: {
            name: components["schemas"]["PersonName"];
            role: components["schemas"]["Role"];
            main_group: components["schemas"]["ID"];
            groups: components["schemas"]["GroupIDs"];
            capacity: components["schemas"]["Capacity"];
            supervised: components["schemas"]["Supervised"];
            rights: components["schemas"]["RightsChange"];
            hours?: components["schemas"]["Hours"];
        };
        ChangedSignIn: {
            email?: components["schemas"]["Email"];
            password?: components["schemas"]["Password"];
        };
        Staff: {
            main_group: components["schemas"]["ID"];
            groups: components["schemas"]["GroupIDs"];
            capacity: components["schemas"]["Capacity"];
            supervised: components["schemas"]["Supervised"];
            rights: components["schemas"]["RightsChange"];
            effective_rights: components["schemas"]["Rights"];
            hours?: components["schemas"]["Hours"];
            id: components["schemas"]["ID"];
            name: components["schemas"]["PersonName"];
            email: components["schemas"]["Email"];
            role: components["schemas"]["Role"];
            /** Format: date-time */
            created_at: string;
        };
        StaffList: {
            staff: components["schemas"]["Staff"][];
        };
        NewToken: {
            /** @example CRM */
            name: string;
        };
        Token: {
            id: components["schemas"]["ID"];
            /** @example CRM */
            name: string;
            /** Format: date-time */
            created_at: string;
        };
        IssuedToken: {
            id: components["schemas"]["ID"];
            /** @example CRM */
            name: string;
            /**
             * @description Send it as `Authorization: Bearer …`.
             * @example tandem_9VtTzv0Yk2xJ1nq6Qp3sWc8bE5uLr7Aa4dHgKfMoXiY
             */
            token: string;
            /** Format: date-time */
            created_at: string;
        };
        TokenList: {
            tokens: components["schemas"]["Token"][];
        };
        /** @description The same JSON object, sent as text/plain so that the browser needs no preflight. */
        JsonAsText: string;
        SdkSite: {
            /** @example Demo shop */
            name: string;
            ask: boolean;
        };
        RedeemRequest: {
            site_key: string;
            /**
             * @description Digits only: strip the spaces that people type.
             * @example 482913207
             */
            code: string;
        };
        RedeemForStaffRequest: {
            /**
             * @description Digits only: strip the spaces that people type.
             * @example 482913207
             */
            code: string;
        };
        ShowCodeRequest: {
            site_key: string;
            /** @description The last three digits */
            secret?: string;
        };
        ShownCode: {
            session: components["schemas"]["ID"];
            /** @description Proves to be this customer; a secret. */
            token: string;
            messages: components["schemas"]["Frames"];
            origins: components["schemas"]["OtherOrigins"];
            /** @description Nine digits. */
            code: string;
        };
        RedeemReply: {
            session: components["schemas"]["ID"];
            /** @description Proves to be this customer; a secret. */
            token: string;
            messages: components["schemas"]["Frames"];
            origins: components["schemas"]["OtherOrigins"];
        };
        ResumeRequest: {
            session: components["schemas"]["ID"];
            token: string;
        };
        ResumeReply: {
            messages: components["schemas"]["Frames"];
            origins: components["schemas"]["OtherOrigins"];
        };
        PagesToWarm: {
            pages: string[];
        };
        ArriveReply: {
            session: components["schemas"]["ID"];
            /** @description Proves to be this customer on this origin; a secret. */
            token: string;
            messages: components["schemas"]["Frames"];
            origins: components["schemas"]["OtherOrigins"];
            /** @description Whether this page asks from the address of the page that departed. If not, the page puts the question before it shares anything. */
            same_address: boolean;
        };
        /** @description The site's further origins, where sharing can go on. */
        OtherOrigins: string[];
        LeaveRequest: {
            session: components["schemas"]["ID"];
            token: string;
            attempt: string;
            /** @enum {string} */
            to: "" | "inside" | "outside";
        };
        DepartRequest: {
            session: components["schemas"]["ID"];
            token: string;
            /** @description 32 random bytes in unpadded base64url. */
            ticket: string;
            origin: string;
        };
        ArriveRequest: {
            session: components["schemas"]["ID"];
            ticket: string;
        };
        AnswerRequest: {
            session: components["schemas"]["ID"];
            token: string;
            attempt: string;
            sdp: string;
        };
        CandidateRequest: {
            session: components["schemas"]["ID"];
            token: string;
            attempt: string;
            /** @description An RTCIceCandidate's line; empty when there are no more. */
            candidate: string;
            sdp_mid: string;
        };
        /** @description Messages exactly as the socket carries them (`FromServer` in signaling/wire), in order. */
        Frames: components["schemas"]["Frame"][];
        Frame: {
            /** @example state */
            type: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Further groups beside the main one. */
        GroupIDs: components["schemas"]["ID"][];
        /**
         * @description How many conversations at once, unless the person says otherwise at the desk.
         * @example 3
         */
        Capacity: number;
        /** @description Supervisors of a common group may read along. Conversations of unsupervised staff appear in nobody else's list, and are not kept. */
        Supervised: boolean;
        /** @enum {string} */
        Right: "serve" | "cobrowse" | "control" | "files" | "mail" | "visitors" | "history" | "supervise" | "administer";
        Rights: components["schemas"]["Right"][];
        /** @description How a person or group differs from the role. A person's word is above the group's, a no above a yes of the same. */
        RightsChange: {
            grant: components["schemas"]["Rights"];
            deny: components["schemas"]["Rights"];
        };
        /**
         * @description A text by language, such as `{"en":"Hello","es":"Hola"}`; each at most 1,000 characters.
         * @example {
         *       "en": "Hello",
         *       "es": "Hola"
         *     }
         */
        Texts: {
            [key: string]: string;
        };
        /** @description Service hours. Left out, they are always. */
        Hours: {
            /**
             * @description IANA time zone.
             * @example Europe/Madrid
             */
            zone: string;
            week: components["schemas"]["Span"][];
            holidays: components["schemas"]["Holiday"][];
        };
        Span: {
            /** @description 1 is Monday. */
            day: number;
            /** @example 09:00 */
            from: string;
            /**
             * @description After `from`; `24:00` is the day's end.
             * @example 17:30
             */
            to: string;
        };
        Holiday: {
            /** @example 2026-12-24 */
            from: string;
            /**
             * @description The last day.
             * @example 2026-12-26
             */
            to: string;
            /** @example Christmas */
            name: string;
        };
        NewGroup: {
            /** @example Support */
            name: string;
            names?: components["schemas"]["Texts"];
            greetings?: components["schemas"]["Texts"];
            hours?: components["schemas"]["Hours"];
            /** @description How long an agent has to take an offered visitor. 30 if left out. */
            pick_up_seconds?: number;
            /** @description Visitors can leave a message while nobody is there. True if left out. */
            messages?: boolean;
            rights?: components["schemas"]["RightsChange"];
        };
        Group: {
            id: components["schemas"]["ID"];
            /** @example Support */
            name: string;
            names: components["schemas"]["Texts"];
            greetings: components["schemas"]["Texts"];
            hours?: components["schemas"]["Hours"];
            /** @example 30 */
            pick_up_seconds: number;
            messages: boolean;
            rights: components["schemas"]["RightsChange"];
            /** @description By its hours just now. */
            open: boolean;
            /** Format: date-time */
            created_at: string;
        };
        GroupList: {
            groups: components["schemas"]["Group"][];
        };
        /** @enum {string} */
        CannedScope: "person" | "group" | "everybody";
        NewCanned: {
            scope: components["schemas"]["CannedScope"];
            /** @description The group, with the scope `group`. */
            group?: string;
            /**
             * @description Typed as `/short`.
             * @example hello
             */
            short: string;
            /**
             * @description Placeholders: `{visitor}`, `{agent}`, `{group}`, `{site}`, `{page}`.
             * @example Hello {visitor}, my name is {agent}.
             */
            text: string;
            /** @example en */
            language?: string;
        };
        Canned: {
            id: components["schemas"]["ID"];
            scope: components["schemas"]["CannedScope"];
            group?: string;
            /** @example hello */
            short: string;
            text: string;
            language?: string;
        };
        CannedList: {
            canned: components["schemas"]["Canned"][];
        };
        /** @enum {string} */
        Corner: "bottom-right" | "bottom-left";
        /** @enum {string} */
        EntryIcon: "chat" | "question" | "none";
        /** @description All of the conditions that are given must hold. Never twice in a visit, never when nobody of the group is available. */
        InvitationRule: {
            /** @example Long in the cart */
            name: string;
            group: components["schemas"]["ID"];
            /**
             * @description Pattern for the page's path; `*` stands for anything.
             * @example /cart*
             */
            page?: string;
            /** @description On this page for that long. */
            seconds?: number;
            /** @description That many pages seen in this visit. */
            pages?: number;
            /** @description Was here before. */
            returning?: boolean;
            /** @description Kept, and invites nobody. */
            off?: boolean;
            texts: components["schemas"]["Texts"];
        };
        SiteDesk: {
            /** @description The widget offers the chat. */
            chat: boolean;
            /** @description Pages tell the desk that they are open */
            presence: boolean;
            /** @description To choose from, in this order. Empty stands for all. */
            groups: components["schemas"]["ID"][];
            /**
             * @description The site's first language.
             * @example en
             */
            language: string;
            label: components["schemas"]["Texts"];
            icon: components["schemas"]["EntryIcon"];
            /**
             * @description Of the entry; empty for the widget's own.
             * @example #0b6e4f
             */
            colour: string;
            corner: components["schemas"]["Corner"];
            rules: components["schemas"]["InvitationRule"][];
            /**
             * @description How long conversations are kept after their end.
             * @example 365
             */
            retention_days: number;
        };
        SdkDesk: {
            chat: boolean;
            presence: boolean;
            language: string;
            /** @description Empty where the widget shall use its own words. */
            label: string;
            icon: components["schemas"]["EntryIcon"];
            colour: string;
            corner: components["schemas"]["Corner"];
            groups: components["schemas"]["SdkGroup"][];
        };
        SdkGroup: {
            id: components["schemas"]["ID"];
            name: string;
            greeting: string;
            /** @description Somebody is there. Else the form for a message is shown. */
            open: boolean;
        };
        /** @enum {string} */
        TranscriptFormat: "text" | "html";
        TranscriptRequest: {
            site_key: string;
            visitor: components["schemas"]["ID"];
            token: string;
            conversation: components["schemas"]["ID"];
            format?: components["schemas"]["TranscriptFormat"];
        };
        Conversation: {
            id: components["schemas"]["ID"];
            /**
             * @description `ChatState` in signaling/wire.
             * @example ended
             */
            state: string;
            reason?: string;
            group: string;
            agent?: string;
            agent_name?: string;
            /** @description The visitor's, as given. */
            name: string;
            email?: string;
            visitor: string;
            site_name: string;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            ended_at?: string;
            stars?: number;
            /** @description The first message. */
            snippet: string;
            /** @description With a search for text: where it occurs first, and what stands around it; absent where it is in a name alone. */
            passage?: string;
        };
        ConversationList: {
            conversations: components["schemas"]["Conversation"][];
            /** @description For the next page; absent on the last. */
            cursor?: string;
        };
        EntryList: {
            /** @description As `entry` on the desk's socket, `type` included. */
            entries: components["schemas"]["Frame"][];
        };
        MailTo: {
            email: components["schemas"]["Email"];
        };
        /** @enum {string} */
        MailSecurity: "starttls" | "tls" | "none";
        MailSettings: {
            /**
             * @description Empty turns mail off.
             * @example mail.example.org
             */
            host: string;
            /** @example 587 */
            port: number;
            security: components["schemas"]["MailSecurity"];
            user: string;
            /** @description Never comes back. */
            password?: string;
            /** @example help@example.org */
            from: string;
            /** @example Demo shop */
            from_name: string;
        };
        ResetRequest: {
            email: components["schemas"]["Email"];
            /** @description Of the letter: `en` or `es`. */
            language?: string;
        };
        ResetConfirmation: {
            token: string;
            password: components["schemas"]["Password"];
        };
    };
    responses: {
        /** @description A problem (RFC 9457). With 429 and 503 comes `Retry-After` in seconds. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        ID: components["schemas"]["ID"];
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    setUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetUpRequest"];
            };
        };
        responses: {
            /** @description Made, and signed in. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInRequest"];
            };
        };
        responses: {
            /** @description Signed in; the cookie comes with the answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPairings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pairings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairingList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createPairing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPairing"];
            };
        };
        responses: {
            /** @description Issued. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedPairing"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    redeemForStaff: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedeemForStaffRequest"];
            };
        };
        responses: {
            /** @description The pairing, now this agent's. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pairing"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    claimPairing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimRequest"];
            };
        };
        responses: {
            /** @description The pairing, now the caller's. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pairing"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPairing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pairing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pairing"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    endPairing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Over. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /** @description Only messages with a greater `seq`. */
                after?: number;
            };
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 500 messages, oldest first; ask again after the last one until the list is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listFavourites: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pages, by label. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FavouriteList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createFavourite: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFavourite"];
            };
        };
        responses: {
            /** @description Kept. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Favourite"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeFavourite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangedFavourite"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Favourite"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteFavourite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forgotten. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listSites: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sites, by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createSite: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSite"];
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Site"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeSite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSite"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Site"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteSite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listStaff: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The staff, by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createStaff: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStaff"];
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Staff"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeStaff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangedStaff"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Staff"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteStaff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    changeSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangedSignIn"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Staff"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listGroups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The groups, by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createGroup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGroup"];
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGroup"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteGroup: {
        parameters: {
            query?: {
                move_to?: components["schemas"]["ID"];
            };
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listCanned: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The texts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannedList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createCanned: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCanned"];
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Canned"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeCanned: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCanned"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Canned"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteCanned: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getSiteDesk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings; those never changed are the defaults. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteDesk"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeSiteDesk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SiteDesk"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteDesk"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listConversations: {
        parameters: {
            query?: {
                /** @description Words that must all occur, by their beginnings of two letters and more; case and accents do not count. */
                text?: string;
                /** @description Somebody of the staff who took part. */
                person?: components["schemas"]["ID"];
                visitor?: components["schemas"]["ID"];
                group?: components["schemas"]["ID"];
                /** @description Begun at or after. */
                from?: string;
                /** @description Begun before. */
                to?: string;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 50 that have ended, newest first; ask again with `cursor`. Those that are not over have no `ended_at`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listEntries: {
        parameters: {
            query?: {
                /** @description Only entries with a greater `seq`. */
                after?: number;
            };
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 500, oldest first; ask again after the last one until the list is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTranscript: {
        parameters: {
            query?: {
                format?: components["schemas"]["TranscriptFormat"];
            };
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file (`text/plain` or `text/html`), as the visitor saw it, without notes and whispers. */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                    "text/html": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteVisitor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forgotten. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    mailTranscript: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailTo"];
            };
        };
        responses: {
            /** @description Queued. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getMail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings, without the password. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailSettings"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeMail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailSettings"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailSettings"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    testMail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailTo"];
            };
        };
        responses: {
            /** @description Taken by the mail server. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    requestPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetRequest"];
            };
        };
        responses: {
            /** @description Sent */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    confirmPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetConfirmation"];
            };
        };
        responses: {
            /** @description Changed; whoever was signed in as this person is not any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tokens, by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewToken"];
            };
        };
        responses: {
            /** @description Made. The token itself is shown this once and never again. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedToken"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["ID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked; it works no more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getSdkSite: {
        parameters: {
            query: {
                /** @description The site's key (`data-site`). */
                key: string;
                /** @description The origin of the page around the frame that this page is in. It has to be on the list, too. */
                around?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The site. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SdkSite"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    redeemCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedeemRequest"];
                "text/plain": components["schemas"]["JsonAsText"];
            };
        };
        responses: {
            /** @description The session. Keep the token in `sessionStorage`; it is good for this tab. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedeemReply"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resumeSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResumeRequest"];
                "text/plain": components["schemas"]["JsonAsText"];
            };
        };
        responses: {
            /** @description State, ICE servers and, if there is a spare, the offer to answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResumeReply"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    answerOffer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerRequest"];
                "text/plain": components["schemas"]["JsonAsText"];
            };
        };
        responses: {
            /** @description Passed on to the agent. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    addCandidate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CandidateRequest"];
                "text/plain": components["schemas"]["JsonAsText"];
            };
        };
        responses: {
            /** @description Passed on to the agent. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getSdkDesk: {
        parameters: {
            query: {
                /** @description The site's key (`data-site`). */
                key: string;
                /** @description The widget's; where a text is not there in it, the site's first language is used. */
                language?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Looks, texts and groups. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SdkDesk"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    showCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShowCodeRequest"];
                "text/plain": components["schemas"]["JsonAsText"];
            };
        };
        responses: {
            /** @description The code, and the session that it will be. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownCode"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    leavePage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeaveRequest"];
                "text/plain": components["schemas"]["JsonAsText"];
            };
        };
        responses: {
            /** @description Noted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listPagesToWarm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResumeRequest"];
                "text/plain": components["schemas"]["JsonAsText"];
            };
        };
        responses: {
            /** @description Addresses, by label. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagesToWarm"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    departFor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DepartRequest"];
                "text/plain": components["schemas"]["JsonAsText"];
            };
        };
        responses: {
            /** @description Noted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    arriveWith: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArriveRequest"];
                "text/plain": components["schemas"]["JsonAsText"];
            };
        };
        responses: {
            /** @description The session, with a token for this origin. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArriveReply"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSdkTranscript: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TranscriptRequest"];
                "text/plain": components["schemas"]["JsonAsText"];
            };
        };
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                    "text/html": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
