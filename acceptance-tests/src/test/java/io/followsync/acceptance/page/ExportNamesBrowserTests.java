package io.followsync.acceptance.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the page to the table by which the gateway and the worker know the files of an
 * export.
 */
@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class ExportNamesBrowserTests {

	private static final Path TABLE = Path.of("..", "shared-model", "src", "test", "resources", "dataexport",
			"file-names.csv");

	@Test
	void classifiesExportFilesAsTheServicesDo(Stack stack, Owner owner) throws IOException {
		List<String> rows = Files.readAllLines(TABLE);
		List<String> paths = rows.stream().map((row) -> row.split(",")[0]).toList();

		Object known = owner.open(stack.parts().gateway().url()).page().evaluate("""
				async (paths) => { const { classify } = await import('/app/views/start/export-files.js');
				  return paths.map((path) => [path, ...Object.values(classify(path))].join()); }""", paths);

		assertThat(known).isEqualTo(rows);
	}

}
