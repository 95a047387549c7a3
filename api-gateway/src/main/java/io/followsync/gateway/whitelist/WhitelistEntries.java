package io.followsync.gateway.whitelist;

import java.util.List;

/**
 * Whom an owner names.
 *
 * @param ids of Instagram, or keys of members known by name only, as they were given
 * @param names as they were given
 */
public record WhitelistEntries(List<String> ids, List<String> names) {

	/** How many one request may have. */
	public static final int MAX = 20_000;

	public WhitelistEntries {
		ids = List.copyOf(ids);
		names = List.copyOf(names);
	}

}
