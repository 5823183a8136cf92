const { Module } = require('@nestjs/common');
const { LicenseRule } = require('keyward/core/verification');
const { definePlugin } = require('keyward/plugin');

/** Applies to the calls that a measurement wants, and refuses none. */
class BenchRule extends LicenseRule {
  code = 'BENCH_REFUSED';

  appliesTo() {
    return process.env.BENCH_RULE === 'all';
  }

  refuses() {
    return false;
  }
}

class BenchModule {}
Module({ providers: [BenchRule] })(BenchModule);

exports.BENCH_PLUGIN = definePlugin({ name: 'bench', modules: [BenchModule] });
