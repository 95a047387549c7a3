package io.followsync.simulator.profile;

/** The answer of {@code accounts/edit/web_form_data}: who the viewer is. */
record WebForm(FormData formData, String status) {

	static WebForm of(Profile profile) {
		return new WebForm(new FormData(profile.fullName(), "", profile.username(), "", profile.biography(), ""), "ok");
	}

	/** The fields of the form. */
	record FormData(String firstName, String email, String username, String phoneNumber, String biography,
			String externalUrl) {
	}

}
