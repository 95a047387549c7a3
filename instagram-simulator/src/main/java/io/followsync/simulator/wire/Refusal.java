package io.followsync.simulator.wire;

/**
 * Why a request is not answered as asked. Each answer is the one recorded in
 * instagram-wire.md 2.1, or described in the README.
 */
public enum Refusal {

	NO_APP_ID {
		@Override
		public Answer answer(String path) {
			return Answer.html(403, "");
		}
	},

	NO_SESSION {
		@Override
		public Answer answer(String path) {
			return path.contains("web_profile_info") ? DEAD_SESSION.answer(path) : Answer.Redirect.toLogin(path);
		}
	},

	/** Says "wait" in exactly the bytes with which a live session is throttled. */
	DEAD_SESSION {
		@Override
		public Answer answer(String path) {
			return Answer.json(401, """
					{"message":"Please wait a few minutes before you try again.","require_login":true,\
					"igweb_rollout":true,"status":"fail"}""");
		}
	},

	LOGGED_OUT {
		@Override
		public Answer answer(String path) {
			return Answer.json(403, """
					{"message":"login_required","error_title":"You've Been Logged Out",\
					"error_body":"Please log back in.","logout_reason":8,"status":"fail"}""");
		}
	},

	OTHER_USER_AGENT {
		@Override
		public Answer answer(String path) {
			return fail(400, "useragent mismatch");
		}
	},

	NO_CSRF_MATCH {
		@Override
		public Answer answer(String path) {
			return Answer.html(403, "<!DOCTYPE html><html><body>This page could not be loaded.</body></html>");
		}
	},

	BAD_COUNT {
		@Override
		public Answer answer(String path) {
			return fail(400, "Invalid count");
		}
	},

	BAD_CURSOR {
		@Override
		public Answer answer(String path) {
			return fail(400, "Invalid max_id");
		}
	},

	NO_SUCH_USER {
		@Override
		public Answer answer(String path) {
			return fail(404, "User not found");
		}
	},

	BAD_FORM {
		@Override
		public Answer answer(String path) {
			return fail(400, "Invalid user_ids");
		}
	};

	/** The answer to a request with that path and query. */
	public abstract Answer answer(String path);

	static Answer fail(int status, String message) {
		return Answer.json(status, "{\"message\":\"" + message + "\",\"status\":\"fail\"}");
	}

}
