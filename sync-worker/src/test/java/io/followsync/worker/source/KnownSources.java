package io.followsync.worker.source;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.SourceKind;
import io.followsync.worker.source.SourceTraits.Input;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The product's sources, as far as traits go: none of them can be opened. */
public final class KnownSources {

	public static final SourceTraits WEB_SESSION = new SourceTraits(Input.CREDENTIAL,
			EnumSet.allOf(SourceTraits.Ability.class), 5);

	public static final SourceTraits DATA_EXPORT = new SourceTraits(Input.UPLOAD, Set.of(), 2);

	public static final Sources ALL = new Sources(List.of(new Unopenable(SourceKind.WEB_SESSION, WEB_SESSION),
			new Unopenable(SourceKind.DATA_EXPORT, DATA_EXPORT)));

	private KnownSources() {
	}

	private record Unopenable(SourceKind kind, SourceTraits traits) implements ListSource {

		@Override
		public Mono<ListReader> open(JobId job, @Nullable AccountId claimed) {
			return Mono.error(new UnsupportedOperationException());
		}

	}

}
