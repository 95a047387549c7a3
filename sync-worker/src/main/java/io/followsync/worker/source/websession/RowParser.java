package io.followsync.worker.source.websession;

import io.followsync.worker.source.Page.Member;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Parses one row of a list. What makes a row unusable is reported only once it is read,
 * because a later field may take precedence, and a broken body does.
 */
final class RowParser {

	private static final int MAX_FULL_NAME_LENGTH = 500;

	private static final int MAX_PICTURE_ID_LENGTH = 100;

	private long pkId;

	private long pk;

	private long id;

	private @Nullable String username;

	private @Nullable String fullName;

	private boolean verified;

	private boolean privateAccount;

	private @Nullable String pictureId;

	/** The member, or what makes the row unusable. Ends at the row's last token. */
	Row read(JsonParser parser) {
		this.pkId = JsonValues.NO_ID;
		this.pk = JsonValues.NO_ID;
		this.id = JsonValues.NO_ID;
		this.username = null;
		this.fullName = null;
		this.verified = false;
		this.privateAccount = false;
		this.pictureId = "";
		for (String name = parser.nextName(); name != null; name = parser.nextName()) {
			readField(name, parser.nextToken(), parser);
		}
		return row();
	}

	private void readField(String name, JsonToken value, JsonParser parser) {
		switch (name) {
			case "pk_id" -> this.pkId = JsonValues.id(value, parser);
			case "pk" -> this.pk = JsonValues.id(value, parser);
			case "id" -> this.id = JsonValues.id(value, parser);
			case "username" -> this.username = JsonValues.text(value, parser);
			case "full_name" -> this.fullName = JsonValues.text(value, parser);
			case "is_verified" -> this.verified = Boolean.TRUE.equals(JsonValues.flag(value, parser));
			case "is_private" -> this.privateAccount = Boolean.TRUE.equals(JsonValues.flag(value, parser));
			case "profile_pic_id" -> this.pictureId = pictureId(value, parser);
			default -> parser.skipChildren();
		}
	}

	private Row row() {
		String name = this.username;
		if (name == null || !JsonValues.isUsername(name)) {
			return new Unusable("a row without a usable username");
		}
		long key = (this.pkId != JsonValues.NO_ID) ? this.pkId : (this.pk != JsonValues.NO_ID) ? this.pk : this.id;
		if (key <= 0) {
			return new Unusable((key == JsonValues.NO_ID) ? "a row without an id"
					: "a row whose id is no positive number of 64 bits");
		}
		return new Usable(new Member(key, name, storable(this.fullName), this.verified, this.privateAccount, false,
				this.pictureId));
	}

	// The anonymous picture has no id. An odd one leaves open which picture it is.
	private static @Nullable String pictureId(JsonToken value, JsonParser parser) {
		if (value == JsonToken.VALUE_NULL) {
			return "";
		}
		if (value != JsonToken.VALUE_STRING) {
			parser.skipChildren();
			return null;
		}
		String id = parser.getString();
		return (id.length() <= MAX_PICTURE_ID_LENGTH && !JsonValues.hasControls(id)) ? id : null;
	}

	// PostgreSQL cannot store NUL, which is invisible anyway.
	private static String storable(@Nullable String text) {
		String name = (text != null) ? text.replace("\0", "") : "";
		return (name.length() > MAX_FULL_NAME_LENGTH) ? name.substring(0, MAX_FULL_NAME_LENGTH) : name;
	}

	sealed interface Row permits Usable, Unusable {

	}

	record Usable(Member member) implements Row {
	}

	record Unusable(String why) implements Row {
	}

}
