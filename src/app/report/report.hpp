// Report: the finished results of a run, or imported answers, as one self-contained page.
#pragma once
#include <string>

#include "base/problem.hpp"
#include "io/files/folder_lock.hpp"
#include "io/results/reader.hpp"
#include "report/page.hpp"

namespace bowlby {

// What the page shows, by SQL over the results alone: a report can be made again from any results file.
Expected<report::PageData> page_data(const ResultsReader&);

// What is wrong with asking for one picture in a folder of imported data.
Problem no_run(const std::string& dir);

// Writes DIR/report.html from DIR/results.sqlite; returns its path.
Expected<std::string> write_report(const std::string& dir);
// The same where the folder is held already.
Expected<std::string> write_report(const std::string& dir, const FolderLock&);

}  // namespace bowlby
