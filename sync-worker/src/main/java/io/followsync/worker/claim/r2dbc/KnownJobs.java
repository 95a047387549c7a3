package io.followsync.worker.claim.r2dbc;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import io.followsync.job.JobKind;
import io.followsync.job.Lane;
import io.followsync.job.ListKind;
import io.followsync.job.SourceKind;
import io.followsync.worker.completion.JobCompletion;
import io.followsync.worker.source.SourceTraits;
import io.followsync.worker.source.Sources;
import io.followsync.worker.source.TruncationFlags.ExportSign;
import io.followsync.worker.walk.WalkEnd;

import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;

/**
 * The jobs that this release can run. It leaves all others as they are, since a newer
 * release beside it knows them: it neither claims, ends, parks nor announces them.
 */
@Component
class KnownJobs {

	/**
	 * A condition on {@code jobs j}, whose parameters {@link #bind} binds. No index knows
	 * its parts, so that it is only tested on the rows that another condition finds.
	 */
	static final String KNOWN = """
			j.kind = ANY (:knownKinds) AND j.source = ANY (:knownSources) AND substr(j.lane, 1, 2) = ANY (:knownLanes)
			  AND NOT EXISTS (SELECT FROM job_lists l WHERE l.job_id = j.id AND (l.list <> ALL (:knownLists)
			    OR l.walk_end <> ALL (:knownEnds) OR l.export_sign <> ALL (:knownSigns)))""";

	private final List<JobCompletion> completions;

	private final Sources sources;

	KnownJobs(List<JobCompletion> completions, Sources sources) {
		this.completions = List.copyOf(completions);
		this.sources = sources;
	}

	JobCompletion completion(JobKind kind) {
		return JobCompletion.of(kind.name(), this.completions);
	}

	SourceTraits traits(SourceKind source) {
		return this.sources.of(source).traits();
	}

	GenericExecuteSpec bind(GenericExecuteSpec statement) {
		return statement.bind("knownKinds", names(this.completions.stream().map(JobCompletion::kind).toList()))
			.bind("knownSources", names(this.sources.kinds()))
			.bind("knownLanes", new String[] { Lane.ACCOUNT, Lane.SESSION, Lane.IMPORT })
			.bind("knownLists", names(Arrays.asList(ListKind.values())))
			.bind("knownEnds", names(Arrays.asList(WalkEnd.values())))
			.bind("knownSigns", names(Arrays.asList(ExportSign.values())));
	}

	private static String[] names(Collection<? extends Enum<?>> known) {
		return known.stream().map(Enum::name).toArray(String[]::new);
	}

}
