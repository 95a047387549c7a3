package io.followsync.simulator;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "io.followsync.simulator", importOptions = ImportOption.DoNotIncludeTests.class)
class StructureTests {

	@ArchTest
	static final ArchRule featuresHaveNoCyclicDependencies = slices().matching("io.followsync.simulator.(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule knowsNothingOfTheProduct = classes().should()
		.onlyDependOnClassesThat()
		.resideOutsideOfPackages("io.followsync.job..", "io.followsync.gateway..", "io.followsync.worker..");

	@ArchTest
	static final ArchRule populationsAreComputedWithoutAnyFramework = noClasses().that()
		.resideInAPackage("..population..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "reactor..", "tools.jackson..");

}
