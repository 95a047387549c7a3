package io.followsync.worker.source;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.followsync.job.SourceKind;

import org.springframework.stereotype.Component;

/** The sources that this release can read. */
@Component
public final class Sources {

	private final Map<SourceKind, ListSource> byKind = new EnumMap<>(SourceKind.class);

	public Sources(List<ListSource> sources) {
		for (ListSource source : sources) {
			if (this.byKind.put(source.kind(), source) != null) {
				throw new IllegalStateException("two sources for " + source.kind());
			}
		}
	}

	public Set<SourceKind> kinds() {
		return Collections.unmodifiableSet(this.byKind.keySet());
	}

	/**
	 * @throws IllegalStateException if this release cannot read it
	 */
	public ListSource of(SourceKind kind) {
		ListSource source = this.byKind.get(kind);
		if (source == null) {
			throw new IllegalStateException("no source for " + kind);
		}
		return source;
	}

}
