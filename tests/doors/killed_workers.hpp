// Two workers on the tasks of one swept folder, each killed after a time of chance.
#pragma once
#include <chrono>
#include <csignal>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "doors/program.hpp"

namespace bowlby::doors {

// How many of the two were killed before they ended.
inline int killed_workers(const std::string& dir, int longest_ms, std::mt19937& random) {
  int killed = 0;
  std::vector<std::unique_ptr<Folder>> logs;
  std::vector<std::unique_ptr<Running>> both;
  for (const char* task : {"1", "2"}) {
    logs.push_back(std::make_unique<Folder>());
    both.push_back(std::make_unique<Running>(
        *logs.back(), Arguments{"sweep", "work", dir, "--task", task, "--of", "2", "--threads", "1", "--quiet"}));
  }
  for (auto& task : both) {
    std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution<int>(0, longest_ms)(random)));
    if (task->alive()) task->signal(SIGKILL);
    killed += task->wait().code == 128 + SIGKILL;
  }
  return killed;
}

}  // namespace bowlby::doors
