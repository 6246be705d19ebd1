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
         * @description Shared ones are made, changed and removed by administrators; others get 403 `no_right`. One person may keep 200, and there may be 200
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
        put?: never;
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
         * @description 409 `wrong_state` when the attempt was replaced meanwhile; a newer offer comes over the socket.
         */
        post: operations["answerOffer"];
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
        ProblemCode: "bad_request" | "body_too_large" | "unsupported_media_type" | "not_signed_in" | "sign_in_wrong" | "token_wrong" | "no_right" | "cross_origin" | "origin_not_allowed" | "not_found" | "method_not_allowed" | "email_taken" | "last_administrator" | "limit_reached" | "setup_done" | "setup_token_wrong" | "link_wrong" | "link_used" | "code_wrong" | "code_used" | "code_expired" | "code_withdrawn" | "session_unknown" | "session_ended" | "wrong_state" | "too_many_tries" | "too_busy" | "storage" | "internal";
        /** @enum {string} */
        Role: "administrator" | "assistant";
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
            /** @description The sites to choose from when asking for a code, by name. */
            sites: components["schemas"]["SiteName"][];
        };
        SiteName: {
            id: components["schemas"]["ID"];
            /** @example Demo shop */
            name: string;
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
        };
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
        Staff: {
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
        RedeemReply: {
            session: components["schemas"]["ID"];
            /** @description Proves to be this customer; a secret. */
            token: string;
            messages: components["schemas"]["Frames"];
        };
        ResumeRequest: {
            session: components["schemas"]["ID"];
            token: string;
        };
        ResumeReply: {
            messages: components["schemas"]["Frames"];
        };
        AnswerRequest: {
            session: components["schemas"]["ID"];
            token: string;
            attempt: string;
            sdp: string;
        };
        /** @description Messages exactly as the socket carries them (`FromServer` in signaling/wire), in order. */
        Frames: components["schemas"]["Frame"][];
        Frame: {
            /** @example state */
            type: string;
        } & {
            [key: string]: unknown;
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
}
