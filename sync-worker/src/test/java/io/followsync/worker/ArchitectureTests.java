package io.followsync.worker;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.followsync.job.SourceKind;
import org.jspecify.annotations.NullMarked;

import org.springframework.beans.factory.annotation.Autowired;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

@AnalyzeClasses(packages = "io.followsync.worker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "io.followsync.worker";

	// The layout that architecture documents show; a new package is a decision.
	@ArchTest
	static void hasThePackagesOfTheLayout(JavaClasses classes) {
		assertThat(classes.stream().map((type) -> type.getPackageName().substring(ROOT.length()))).containsOnly("",
				".budget", ".budget.r2dbc", ".claim", ".claim.kafka", ".claim.r2dbc", ".completion",
				".completion.analysis", ".completion.signin", ".completion.sync", ".due", ".fleet", ".policy",
				".progress", ".relationships", ".retention", ".run", ".run.r2dbc", ".source", ".source.dataexport",
				".source.websession", ".tracing", ".verdict", ".walk");
	}

	@ArchTest
	static final ArchRule featuresDoNotDependOnEachOtherInCircles = slices().matching(ROOT + ".(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule theRulesOfTheProductKnowNoTechnology = noClasses().that()
		.resideInAnyPackage(ROOT + ".walk", ROOT + ".verdict", ROOT + ".source")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.r2dbc..", "org.springframework.web..", "org.springframework.kafka..",
				"reactor.kafka..", "reactor.netty..", "tools.jackson..");

	@ArchTest
	static final ArchRule featuresKnowPortsAndNoAdapters = noClasses().that()
		.resideInAnyPackage(ROOT + ".claim", ROOT + ".run", ROOT + ".policy", ROOT + ".completion", ROOT + ".due",
				ROOT + ".budget", ROOT + ".source", ROOT + ".walk", ROOT + ".verdict")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..r2dbc..", "..kafka..", "..websession..", "..dataexport..", "..analysis..", "..signin..",
				ROOT + ".completion.sync..");

	@ArchTest
	static final ArchRule progressIsSentThroughTheRecordSenderOnly = noClasses().that()
		.resideInAPackage(ROOT + ".progress")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..r2dbc..", "..websession..", "..dataexport..", "..analysis..", "..signin..",
				ROOT + "..kafka..", "org.apache.kafka..", "org.springframework.kafka..", "reactor.kafka..");

	@ArchTest
	static final ArchRule sourcesAreKnownByTheirTraitsAndNotByName = noClasses().that()
		.resideOutsideOfPackages(ROOT + ".source.websession", ROOT + ".source.dataexport")
		.should()
		.accessField(SourceKind.class, "WEB_SESSION")
		.orShould()
		.accessField(SourceKind.class, "DATA_EXPORT");

	@ArchTest
	static final ArchRule adaptersAreNobodysBusiness = classes().that()
		.resideInAnyPackage(ROOT + "..r2dbc", ROOT + "..kafka", ROOT + ".completion.analysis",
				ROOT + ".completion.signin", ROOT + ".completion.sync", ROOT + ".source.websession",
				ROOT + ".source.dataexport")
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule reactorKafkaStaysBehindItsPort = noClasses().that()
		.resideOutsideOfPackage(ROOT + ".claim.kafka")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("reactor.kafka..");

	@ArchTest
	static final ArchRule sqlStandsInAdaptersAndInFeaturesThatAreNothingElse = noClasses().that()
		.resideOutsideOfPackages("..r2dbc", ROOT + ".completion.analysis", ROOT + ".completion.signin",
				ROOT + ".relationships", ROOT + ".retention", ROOT + ".fleet", ROOT + ".source.websession",
				ROOT + ".source.dataexport")
		.should()
		.dependOnClassesThat()
		.haveFullyQualifiedName("org.springframework.r2dbc.core.DatabaseClient");

	@ArchTest
	static final ArchRule everyPackageIsNullMarked = classes().that(notNested())
		.should(com.tngtech.archunit.lang.ArchCondition
			.from(DescribedPredicate.describe("be in a null-marked package", ArchitectureTests::inNullMarkedPackage)));

	@ArchTest
	static final ArchRule collaboratorsComeThroughTheConstructor = fields().should()
		.notBeAnnotatedWith(Autowired.class);

	@ArchTest
	static final ArchRule nobodyWritesToTheConsole = noClasses().should()
		.accessField(System.class, "out")
		.orShould()
		.accessField(System.class, "err");

	// Failures.describe says more, and nothing that is not to be logged.
	@ArchTest
	static final ArchRule noLogNamesJustTheClassOfAFailure = noClasses().should()
		.callMethod(Class.class, "getName")
		.orShould()
		.callMethod(Class.class, "getSimpleName");

	private static DescribedPredicate<JavaClass> notNested() {
		return DescribedPredicate.not(DescribedPredicate.describe("nested", JavaClass::isNestedClass));
	}

	private static boolean inNullMarkedPackage(JavaClass type) {
		return type.getPackage()
			.tryGetPackageInfo()
			.map((info) -> info.isAnnotatedWith(NullMarked.class))
			.orElse(false);
	}

}
