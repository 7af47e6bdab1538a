// Who may come in: so many connections in all, and so many of one address.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>

namespace presave::server::net {

class Doorkeeper {
 public:
  Doorkeeper(std::size_t most, std::size_t most_of_address)
      : most_(most), most_of_address_(most_of_address) {}

  /// One connection's admission, given back when it ends.
  class Ticket {
   public:
    explicit Ticket(Doorkeeper& door) : door_(door), excess_(door.enter()) {}
    Ticket(const Ticket&) = delete;
    Ticket& operator=(const Ticket&) = delete;
    ~Ticket() { door_.leave(address_); }

    /// By how many there are too many connections, this one among them; 0: it is admitted.
    std::size_t excess() const { return excess_; }
    /// False when there are too many of this address. At most once a ticket.
    bool admits(const std::string& address) {
      if (!door_.enter(address)) return false;
      address_ = address;
      return true;
    }

   private:
    Doorkeeper& door_;
    std::string address_;  // empty: not counted by address
    std::size_t excess_;
  };

 private:
  std::size_t enter() {
    const std::scoped_lock lock(mutex_);
    return ++inside_ <= most_ ? 0 : inside_ - most_;
  }
  bool enter(const std::string& address) {
    const std::scoped_lock lock(mutex_);
    std::size_t& of_address = by_address_[address];
    if (of_address == most_of_address_) return false;
    ++of_address;
    return true;
  }
  void leave(const std::string& address) {
    const std::scoped_lock lock(mutex_);
    --inside_;
    const auto found = by_address_.find(address);
    if (found != by_address_.end() && --found->second == 0) by_address_.erase(found);
  }

  const std::size_t most_;
  const std::size_t most_of_address_;
  std::mutex mutex_;
  std::size_t inside_ = 0;  // also those who are being turned away
  std::map<std::string, std::size_t> by_address_;
};

}  // namespace presave::server::net
